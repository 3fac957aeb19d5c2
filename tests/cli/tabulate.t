#!/bin/sh
# ecocrime tabulate: known answers on a grid that can be added up by hand, the
# forms of its options, and what it says of bad input.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"
command -v gdal_translate >/dev/null || {
    echo 'skipped: no gdal_translate to make the rasters with'
    exit 77
}

# Four by three cells of one hectare; the south-west corner at 500000, 200000.
raster() { # raster NAME, rows on standard input
    {
        printf 'ncols 4\nnrows 3\nxllcorner 500000\nyllcorner 200000\n'
        printf 'cellsize 100\n'
        cat
    } >"$1.asc"
    gdal_translate -q -ot Byte -a_srs EPSG:32622 "$1.asc" "$1.tif" &&
        rm -f "$1.asc"
}
raster cover <<END
1 1 2 2
1 1 2 255
3 3 3 3
END
gdal_translate -q -a_nodata 255 cover.tif holed.tif
raster dense <<END
10 10 10 10
10 10 10 10
20 20 20 20
END

# West: the two western columns. East: from the middle of the third column to
# one cell off the grid, without the southern row.
box() { # box KEY W S E N
    printf '{"type":"Feature","properties":{"key":"%s","kind":"%s"},' "$1" "$6"
    printf '"geometry":{"type":"Polygon","coordinates":[[[%s,%s],' "$2" "$3"
    printf '[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}}' \
        "$4" "$3" "$4" "$5" "$2" "$5" "$2" "$3"
}
crs='"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32622"}}'
collection() { # collection NAME FEATURES
    printf '{"type":"FeatureCollection",%s,"features":[%s]}\n' "$crs" "$2" >"$1"
}
west=$(box west 500000 200000 500200 200300 a)
east=$(box east 500250 200100 500500 200300 b)
collection zones.geojson "$west,$east"

# row ZONE CLASS COLUMN VALUE: in the table that was printed
row() {
    awk -F, -v zone="$1" -v klass="$2" -v name="$3" -v want="$4" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) column = i }
        $1 == zone && $2 == klass { n++; got = $column }
        END {
            off = got - want; off = off < 0 ? -off : off
            if (n == 1 && column && off <= 1e-6 * want) exit 0
            print n " rows, " name " is " got; exit 1
        }' "$work/out" >"$work/holds"
    say $? "$1 $2: $3 is not $4 ($(cat "$work/holds"))"
}
tab() { # tab STATUS PATTERN ARGUMENTS: with the zones
    want=$1 pattern=$2
    shift 2
    try "$want" "$pattern" tabulate -z zones.geojson -k key "$@"
}

# added up by hand
tab 0 'out:^zone,cover,cells,area_m2$' -c cover=holed.tif --area planar
row west 1 cells 4
row west 3 cells 2
row east 2 cells 2
row east nodata cells 1
row east outside cells 2
row west 1 area_m2 40000
row east outside area_m2 20000
holds 'no row but these' test "$(wc -l <"$work/out")" = 6
cp "$work/out" "$work/planar"
tab 0 '' -c cover=holed.tif --area=planar -o - -j 1
holds 'one thread: the same bytes' cmp "$work/out" "$work/planar"
tab 0 '' -c cover=holed.tif --area=planar -j2
holds 'two threads: the same bytes' cmp "$work/out" "$work/planar"
tab 0 '' -c cover=holed.tif -q
holds 'quiet: nothing on standard error' test ! -s "$work/err"
# The scale of UTM on its central meridian is 0.9996: a hectare of the plane is
# 10000 / 0.9996^2 m2 on the ellipsoid.
row west 1 area_m2 40032.019212807
row west 1 cells 4

# classes: legends, nodata, columns in the order given
tab 0 '' -c 'cover=cover.tif,legend=1-2:low;3:high' --area planar
row west low cells 4
row east unlisted cells 1
tab 0 '' -c cover=holed.tif,nodata=keep --area planar
row east 255 cells 1
tab 0 '' -c cover=cover.tif,nodata=3 --area planar
row west nodata cells 2
printf 'low,high,label\n1,2,low\n3,3,high\n' >legend.csv
tab 0 '' -c cover=cover.tif,legend=legend.csv --area planar
row west high cells 2
tab 0 'out:^zone,b,a,cells,area_m2$' -c b=cover.tif -c a=dense.tif
tab 0 'out:^west,1,10,4,' -c b=cover.tif --class=a=dense.tif

# values: per hectare, per cell, alone
tab 0 'out:^zone,cover,cells,area_m2,dense_sum$' -c cover=cover.tif \
    --value dense=dense.tif --area planar
row west 1 dense_sum 40
row west 3 dense_sum 40
tab 0 '' -c cover=cover.tif --value dense=dense.tif,kind=count
row west 3 dense_sum 40
row east 2 dense_sum 20
tab 0 'out:^zone,cells,area_m2,dense_sum$' --value dense=dense.tif

# zones: a condition, a layer, a file of its own
tab 0 '' -c cover=cover.tif --where "kind = 'a'"
holds 'only the zones asked for' sh -c "! grep -q east '$work/out'"
ogr2ogr -q two.gpkg zones.geojson -nln regions
try 0 'out:^west,1,' tabulate -z two.gpkg:regions -k key -c c=cover.tif
try 2 "err:two.gpkg: has no layer 'nosuch'; it has: regions" tabulate -z two.gpkg:nosuch -k key -c c=cover.tif

# files out
tab 0 '' -c cover=holed.tif --area planar -o out.csv
holds 'a file holds what is else printed' cmp out.csv "$work/planar"
holds 'nothing on standard output' test ! -s "$work/out"
tab 0 '' -c cover=holed.tif -o out.gpkg
holds 'a GeoPackage of five rows' sh -c \
    "ogrinfo -so -al out.gpkg | grep -q 'Feature Count: 5'"
tab 2 'err:out.xyz' -c cover=holed.tif -o out.xyz
tab 1 'err:nowhere' -c cover=holed.tif -o nowhere/out.csv
holds 'nothing is left behind' test "$(find . -name 'out.*' | wc -l)" = 2
if [ -w /dev/full ]; then
    ecocrime tabulate -z zones.geojson -k key -c c=cover.tif \
        >/dev/full 2>"$work/err"
    holds 'a full disk: exit status 1' test $? = 1
    holds 'a full disk: says why' grep -q 'No space left' "$work/err"
fi

# several zone sets in one pass: what each gives alone, named
collection blocks.geojson "$east"
tab 0 out:zone -c cover=cover.tif
cp "$work/out" alone.csv
try 0 out:zone_set tabulate -z zones.geojson -z blocks.geojson -k key \
    -c cover=cover.tif
cp "$work/out" both.csv
sed -n 's/^zones,//p' both.csv >zones.csv
tail -n +2 alone.csv >rest.csv
holds 'two zone sets: the first as by itself' cmp -s zones.csv rest.csv
sed -n 's/^blocks,//p' both.csv >blocks.csv
grep '^east' rest.csv >east.csv
holds 'two zone sets: the second as by itself' cmp -s blocks.csv east.csv
holds 'two zone sets: a column more' grep -q '^zone_set,zone,cover,cells' both.csv
try 2 'err:blocks.geojson: another zone set is named' tabulate \
    -z blocks.geojson -z blocks.geojson -k key -c c=cover.tif
try 0 '' tabulate -z zones.geojson -z blocks.geojson -k key \
    -c cover=cover.tif -o both.gpkg
holds 'two zone sets: a layer for each' \
    sh -c 'ogrinfo -q both.gpkg | grep -c -E "zones|blocks" | grep -qx 2'

# dated evidence: the western column since 2010, its northern half since 2015,
# a part of the east undated
dated() { # dated YEAR W S E N
    box x "$2" "$3" "$4" "$5" z | sed "s/\"key\":\"x\"/\"year\":$1/"
}
collection evidence.geojson "$(dated 2015 500000 200100 500100 200300),$(
    dated 2010 500000 200000 500100 200300),$(
    dated null 500300 200100 500400 200300)"
tab 0 out:evidence -c cover=cover.tif -e evidence.geojson --evidence-date year
holds 'evidence: its first year, a column' \
    grep -q '^west,3,2010,1,10008' "$work/out"
holds 'evidence: an earlier year wins' \
    grep -q '^west,1,2010,2,20016' "$work/out"
holds 'evidence: none where there is none' \
    grep -q '^west,1,none,2,20016' "$work/out"
holds 'evidence: no date is said' \
    grep -q '^east,[a-z0-9]*,undated,1,10008' "$work/out"
tab 2 'err:--evidence-date goes with' -c c=cover.tif --evidence-date year

# our own decoders or GDAL's
gdal_translate -q -co COMPRESS=LZW cover.tif lzw.tif
for decode in auto gdal; do
    tab 0 out:zone -c cover=lzw.tif --decode $decode
    holds "decode $decode: the same" cmp -s "$work/out" alone.csv
done
tab 2 'err:decode' -c c=cover.tif --decode fast

# what a mask in the file or an alpha band hides is no data
raster mask <<END
255 255 255 255
0 255 255 255
255 255 255 255
END
gdalbuildvrt -q -separate pair.vrt cover.tif mask.tif
gdal_translate -q -b 1 -mask 2 --config GDAL_TIFF_INTERNAL_MASK YES \
    -co COMPRESS=LZW pair.vrt masked.tif
gdal_translate -q -colorinterp gray,alpha pair.vrt alpha.tif
for file in masked.tif alpha.tif; do
    tab 0 out:zone -c cover=$file --area planar
    holds "$file: hidden cells are no data" grep -q '^west,nodata,1,10000$' "$work/out"
    holds "$file: the others are not" grep -q '^west,1,3,30000$' "$work/out"
    tab 0 out:zone --value cover=$file,kind=count --area planar
    holds "$file: hidden cells have no value" grep -q '^west,6,60000,9$' "$work/out"
done

# a mosaic of more than one resolution is refused, with the list
mkdir mixed
cp cover.tif mixed/a.tif
gdal_translate -q -outsize 50% 100% cover.tif mixed/b.tif
gdal_translate -q -outsize 200% 200% cover.tif mixed/c.tif
tab 2 'err:c: 2 of its 3 files are not aligned.*cells of 100 x 100; .*: mixed/b.tif .cells of 200 x 100., mixed/c.tif .cells of 50 x 50.' \
    -c 'c=mixed/*.tif'

# the grid that most files have counts, not that of the first
for n in 1 2 3 4 5 6 7; do
    cp mixed/b.tif mixed/b$n.tif
done
tab 2 'err:c: 2 of its 10 files are not .* cells of 200 x 100; .*: mixed/a.tif .cells of 100 x 100., mixed/c.tif' \
    -c 'c=mixed/*.tif'
for n in 1 2 3 4 5 6 7 8 9; do
    cp cover.tif mixed/a$n.tif
done
tab 2 'err:c: 9 of its 19 files are not .*mixed/b4.tif .cells of 200 x 100. and 4 more$' \
    -c 'c=mixed/*.tif'
mkdir aside
cp cover.tif aside/a.tif
gdal_translate -q -a_ullr 500430 200300 500830 200000 cover.tif aside/b.tif
tab 2 'err:c: 1 of its 2 files is not .*aside/b.tif .cells of 100 x 100, off by 0.300 columns, 0.000 rows' \
    -c c=aside
# what no file covers is told, and counted as outside
mkdir apart
gdal_translate -q -srcwin 0 0 2 3 cover.tif apart/a.tif
gdal_translate -q -srcwin 3 1 1 2 cover.tif apart/b.tif
gdal_translate -q -srcwin 0 1 2 2 cover.tif apart/over.tif
tab 0 'err:c: no file covers 4 of the 12 cells of its mosaic .33.3 %.: they count as outside' \
    -c c=apart
gdal_edit.py -a_nodata 3 apart/b.tif
tab 2 'err:apart/b.tif: declares 3 as no data, but the first file of c declares none' -c c=apart
tab 0 'out:^west,3,2,' -c c=apart,nodata=keep

# the same cells half a column beside: said, and told how they were joined
gdal_translate -q -a_ullr 500030 200300 500430 200000 cover.tif beside.tif
tab 0 'err:beside: its cells are as large as those of cover but lie 0.300 columns' \
    -c cover=cover.tif -c beside=beside.tif

# a layer of another CRS is joined to the grid; --grid says whose it is
gdalwarp -q -t_srs EPSG:4326 -r near -tr 0.0002 0.0002 cover.tif lonlat.tif
tab 0 'err:cover: is in EPSG:[0-9]*; joined to the grid of lonlat, in EPSG:4326, by nearest centre' \
    -c cover=cover.tif -c lonlat=lonlat.tif -v
tab 0 'err:lonlat: is in EPSG:4326; joined to the grid of cover' \
    -c cover=cover.tif -c lonlat=lonlat.tif --grid cover -v
# cell by cell the same classes: what was resampled comes back
tab 0 'out:^west,1,1,4,' -c cover=cover.tif -c lonlat=lonlat.tif --grid cover
tab 0 'out:^east,2,2,2,' -c cover=cover.tif -c lonlat=lonlat.tif --grid cover
tab 2 'err:--grid nosuch: no --class or --value raster has that NAME' -c c=cover.tif --grid nosuch

# patches below a minimum: the four cells of class 1 are four hectares
leg='legend=1:wood:forest;2-3:open'
tab 0 'out:^west,wood,4,' -c "c=cover.tif,$leg,min_patch=3.9"
tab 0 'out:^west,patch below 4.1 ha,4,' -c "c=cover.tif,$leg,min_patch=4.1"
tab 2 'err:c: min_patch is for patches of forest or mining' -c 'c=cover.tif,min_patch=1'
tab 2 'err:min_patch=much is not a number' -c "c=cover.tif,$leg,min_patch=much"
tab 2 'err:min_patch of 9000 ha is [0-9]* cells; it may be 2048' \
    -c "c=cover.tif,$leg,min_patch=9000"

# names that come with the raster
gdal_translate -q cover.tif named.tif
tab 1 'err:named.tif: nothing names its classes' -c c=named.tif,legend=file
cat >named.tif.aux.xml <<'END'
<PAMDataset><PAMRasterBand band="1"><GDALRasterAttributeTable>
<FieldDefn index="0"><Name>VALUE</Name><Type>0</Type><Usage>5</Usage></FieldDefn>
<FieldDefn index="1"><Name>Count</Name><Type>0</Type><Usage>1</Usage></FieldDefn>
<FieldDefn index="2"><Name>Kind</Name><Type>2</Type><Usage>2</Usage></FieldDefn>
<Row index="0"><F>1</F><F>9</F><F>old growth, dense</F></Row>
<Row index="1"><F>2</F><F>9</F><F>forest</F></Row>
</GDALRasterAttributeTable></PAMRasterBand></PAMDataset>
END
tab 0 'out:^west,"old growth, dense",4,' -c c=named.tif,legend=file
tab 0 'out:^west,unlisted,2,' -c c=named.tif,legend=file
tab 0 'out:^east,patch below 9 ha,2' -c c=named.tif,legend=file,min_patch=9
printf '<PAMDataset><PAMRasterBand band="1"><CategoryNames>' >named.tif.aux.xml
printf '<Category>none</Category><Category>one</Category></CategoryNames>' \
    >>named.tif.aux.xml
printf '</PAMRasterBand></PAMDataset>' >>named.tif.aux.xml
tab 0 'out:^west,one,4,' -c c=named.tif,legend=file
printf '<PAMDataset><PAM' >named.tif.aux.xml
tab 1 'err:named.tif.aux.xml: is not valid XML' -c c=named.tif,legend=file
rm named.tif.aux.xml
printf 'VALUE,COUNT,CLASS_NAME\n1,4,wood\n2,3,grass\n3,4,water\n' >vat.csv
ogr2ogr -q -f 'ESRI Shapefile' -oo AUTODETECT_TYPE=YES vat.dbf vat.csv &&
    mv vat.dbf named.tif.vat.dbf
tab 0 'out:^west,wood,4,' -c c=named.tif,legend=file
tab 0 'out:^west,water,2,' -c c=named.tif,legend=file
gdal_translate -q -ot CFloat32 cover.tif complex.tif
tab 1 'err:complex.tif. holds complex numbers' -c c=complex.tif

# a zone of more cells than 63 bits can count in parts of 2^-30
gdal_create -q -outsize 120000 120000 -bands 1 -ot Byte -a_srs EPSG:4326 \
    -a_ullr 0 12 12 0 -co SPARSE_OK=TRUE -co TILED=YES -co BLOCKXSIZE=8192 \
    -co BLOCKYSIZE=8192 -co COMPRESS=LZW huge.tif
cat >square.geojson <<END
{"type": "FeatureCollection", "features": [{"type": "Feature",
 "properties": {"key": "all"}, "geometry": {"type": "Polygon", "coordinates":
 [[[0, 0], [12, 0], [12, 12], [0, 12], [0, 0]]]}}]}
END
try 0 'out:^all,0,14400000000,' tabulate -z square.geojson -k key -c c=huge.tif

# what a user may get wrong: one line that helps
try 2 'err:class|value' tabulate -z zones.geojson -k key
tab 2 'err:--class cover.tif: write NAME=RASTER' -c cover.tif
tab 2 'err:band' -c c=cover.tif,band=0
tab 2 'err:kind' -c c=cover.tif,kind=count
tab 2 'err:legend' --value c=cover.tif,legend=1:a
tab 2 'err:taken' -c zone=cover.tif
tab 1 'err:nosuch.tif' -c c=nosuch.tif
tab 1 'err:zones.geojson' -c c=zones.geojson
tab 1 'err:cover.tif.*band 2|band 2.*cover.tif' -c c=cover.tif,band=2
tab 1 'err:none.csv' -c c=cover.tif,legend=none.csv
tab 2 'err:value 2 is both' -c 'c=cover.tif,legend=1-3:a;2:b'
try 1 'err:nosuch.gpkg' tabulate -z nosuch.gpkg -k key -c c=cover.tif
try 2 "err:zones.geojson: .*no field 'nosuch'; it has: key, kind" \
    tabulate -z zones.geojson -k nosuch -c c=cover.tif
tab 2 'err:zones.geojson: where: .*nosuch' -c c=cover.tif --where 'nosuch = 1'
head -c 200 cover.tif >cut.tif
tab 1 'err:cut.tif' -c c=cut.tif
gdal_translate -q -a_srs EPSG:32622 -a_ullr 10 5 10.002 4.9985 cover.tif degrees.tif
tab 1 'err:coordinates look like degrees, but CRS EPSG:32622 .*in .degrees.tif' -c c=degrees.tif
gdal_translate -q -a_srs '' cover.tif nowhere.tif 2>/dev/null
tab 1 'err:nowhere.tif' -c c=nowhere.tif
collection twice.geojson "$west,$west"
try 2 "err:twice.geojson: .*'west'.*row 1.*row 2" \
    tabulate -z twice.geojson -k key -c c=cover.tif
ogr2ogr -q -where "key = 'none'" empty.gpkg zones.geojson
try 2 'err:empty.gpkg: has no features' tabulate -z empty.gpkg -k key -c c=cover.tif
tab 2 "err:no features where key = 'none'" -c c=cover.tif --where "key = 'none'"
finish
