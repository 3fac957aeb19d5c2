-- A total with one parameter changed.
-- in: :zone_set :type :dataset :measure :parameter :bound :is :setting :base
--     :value :note
INSERT INTO sensitivity (zone_set_id, type, dataset_id, measure, parameter, bound,
                         default_setting, setting, base_m2, value_m2, note)
VALUES (:zone_set, :type, :dataset, :measure, :parameter, :bound, :is, :setting,
        :base, :value, :note);
