INSERT INTO validation (part, what, type, measure, quantity, value, least, most,
                        passed, n, note)
VALUES (:part, :what, :type, :measure, :quantity, :value, :least, :most, :passed,
        :n, :note);
