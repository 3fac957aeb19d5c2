-- check: The files of a dataset are as many and as long as the dataset says, each with a checksum.
SELECT printf('dataset %s', d.id) AS place,
       printf('%d files of %d bytes are listed, %d of %d bytes are declared',
              count(f.path), coalesce(sum(f.nbytes), 0), d.nfiles, d.nbytes)
           AS problem
FROM dataset d LEFT JOIN dataset_file f USING (dataset_id)
GROUP BY d.dataset_id
HAVING count(f.path) <> d.nfiles OR coalesce(sum(f.nbytes), 0) <> d.nbytes
    OR max(length(f.sha256) <> 64 OR f.sha256 GLOB '*[^0-9a-f]*') = 1;
