#!/bin/sh
# What the name of a raster may stand for: a folder, a pattern, a VRT, STAC
# items or a tile index of the same six tiles count like one file, and what is
# no list of whole files is refused in one line.
# shellcheck source=tests/support/cli.sh
. "$ECO_SOURCE/tests/support/cli.sh"
for program in gdal_translate gdalbuildvrt gdaltindex ogr2ogr jq; do
    command -v $program >/dev/null || {
        echo "skipped: no $program to make the tiles with"
        exit 77
    }
done

# Six by four cells of one hectare, cut into six tiles of two by two.
{
    printf 'ncols 6\nnrows 4\nxllcorner 500000\nyllcorner 200000\n'
    printf 'cellsize 100\n'
    printf '1 1 2 2 3 3\n1 2 2 3 3 1\n4 4 4 255 1 1\n1 2 3 4 5 6\n'
} >whole.asc
gdal_translate -q -ot Byte -a_srs EPSG:32622 -a_nodata 255 whole.asc whole.tif
mkdir t
for col in 0 2 4; do
    for row in 0 2; do
        gdal_translate -q -srcwin $col $row 2 2 whole.tif "t/$col$row.tif"
    done
done
rm -f whole.asc t/*.xml
touch t/readme.txt t/.hidden.tif
mkdir t/below.tif
zone() { # zone KEY W S E N
    printf '{"type":"Feature","properties":{"key":"%s"},"geometry":' "$1"
    printf '{"type":"Polygon","coordinates":[[[%s,%s],[%s,%s],[%s,%s],' \
        "$2" "$3" "$4" "$3" "$4" "$5"
    printf '[%s,%s],[%s,%s]]]}}' "$2" "$5" "$2" "$3"
}
crs='"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32622"}}'
printf '{"type":"FeatureCollection",%s,"features":[%s,%s]}\n' "$crs" \
    "$(zone west 499950 199950 500230 200400)" \
    "$(zone east 500230 200010 500600 200390)" >zones.geojson
tab() { # tab STATUS PATTERN RASTER
    try "$1" "$2" tabulate -z zones.geojson -k key -c "c=$3"
}
tab 0 '' whole.tif
cp "$work/out" whole.csv
same() { # same RASTER: counts like one file
    tab 0 '' "$1"
    holds "$1: the same bytes as one file" cmp "$work/out" whole.csv
}

gdalbuildvrt -q t.vrt t/*.tif 2>/dev/null
(cd t && gdalbuildvrt -q inside.vrt ./*0.tif ./*2.tif)
(cd .. && gdalbuildvrt -q -overwrite in/absolute.vrt "$work"/in/t/[0-9]*.tif)
gdaltindex t.gti.gpkg t/[0-9]*.tif >/dev/null
ogr2ogr -q -f FlatGeobuf t.gti.fgb t.gti.gpkg
gdaltindex t.shp t/[0-9]*.tif >/dev/null
mkdir far
gdaltindex -write_absolute_path far/t.gpkg t/[0-9]*.tif >/dev/null
item() { # item ID ASSETS
    printf '{"type":"Feature","stac_version":"1.0.0","id":"%s","geometry":null,' "$1"
    printf '"properties":{},"links":[],"assets":{%s}}' "$2"
}
tiff='"type":"image/tiff; application=geotiff; profile=cloud-optimized"'
items() { # items FORM: an ItemCollection; FORM has %s for the name of a tile
    printf '{"type":"FeatureCollection","features":['
    comma=
    for tile in t/[0-9]*.tif; do
        name=$(basename "$tile")
        # shellcheck disable=SC2059 # the form is a format
        printf '%s%s' "$comma" "$(item "$name" "$(printf "$1" "$name")")"
        comma=,
    done
    printf ']}\n'
}
items "\"data\":{\"href\":\"./t/%s\",$tiff},\"thumbnail\":{\"href\":\"x.png\",\"type\":\"image/png\"}" >t.json
items "\"a\":{\"href\":\"nosuch.tif\",$tiff},\"c\":{\"href\":\"file://$work/in/t/%s\",$tiff}" >named.json
items "\"data\":{\"href\":\"https://example.org/x/%s?sig=1\",$tiff}" >t/remote.json
for raster in t t/ './t' 't/*.tif' 't/??.tif' t.vrt t/inside.vrt absolute.vrt \
    t.gti.gpkg t.gti.fgb t.shp far/t.gpkg t.json named.json t/remote.json; do
    [ "$raster" = 't/*.tif' ] && rmdir t/below.tif
    same "$raster"
done
try 0 '' tabulate -z zones.geojson -k key --value c=t,kind=count
cp "$work/out" "$work/values"
try 0 '' tabulate -z zones.geojson -k key --value c=t.vrt,kind=count
holds 'values: a VRT like a folder' cmp "$work/out" "$work/values"
try 0 'err:t/00.tif. is read for https' tabulate -v -z zones.geojson -k key \
    -c c=t/remote.json
item one "\"data\":{\"href\":\"whole.tif\",$tiff}" >one.json
same one.json
gdal_translate -q -of GPKG -b 1 whole.tif raster.gpkg
tab 0 'out:^west,' raster.gpkg
ln t/00.tif t/again.tif
same t
rm t/again.tif

# folders and indexes that hold nothing of use
mkdir none
tab 1 "err:the folder 'none' holds no raster" none
tab 1 'err:zones.geojson: is neither a raster nor a tile index.*fields: key' zones.geojson
printf '<GDALTileIndexDataset/>' >t.gti
tab 2 'err:t.gti. is a GTI in XML' t.gti
ogr2ogr -q empty.gpkg t.shp -where "location = ''"
tab 1 'err:empty.gpkg: lists no file' empty.gpkg
ogr2ogr -q lost.gpkg t.shp -sql "SELECT 'lost.tif' AS location FROM t"
tab 1 "err:no such file 'lost.tif'; listed in 'lost.gpkg'" lost.gpkg
ogr2ogr -q vsi.gpkg t.shp -sql "SELECT '/vsicurl/http://x/y.tif' AS location FROM t"
tab 2 "err:virtual path.*listed in 'vsi.gpkg'" vsi.gpkg
ogr2ogr -q twice.gpkg t.shp -sql "SELECT 't.vrt' AS location FROM t"
tab 2 "err:'t.vrt' is a tile index itself; .*listed in 'twice.gpkg'" twice.gpkg

# VRTs that are more than a list of whole files
edit() { # edit NAME SED-PROGRAM: t.vrt, changed; the change must be one
    sed -e "$2" t.vrt >"$1"
    holds "$1 is another than t.vrt" sh -c "! cmp -s '$1' t.vrt"
}
gdalbuildvrt -q -separate stack.vrt t/00.tif t/20.tif
tab 2 'err:stack.vrt: .*(cut|band 2 is made of band 1)' stack.vrt
gdalbuildvrt -q -separate pair.vrt whole.tif whole.tif
tab 2 "err:pair.vrt: band 2 is made of band 1 of 'whole.tif'" pair.vrt
gdal_translate -q -of VRT -srcwin 1 1 3 2 whole.tif part.vrt
tab 2 "err:part.vrt: a part of 'whole.tif' is taken" part.vrt
gdal_translate -q -of VRT -outsize 200% 200% whole.tif fine.vrt
tab 2 "err:fine.vrt: 'whole.tif' is resampled" fine.vrt
gdal_translate -q -of VRT -scale 0 6 0 60 whole.tif scaled.vrt
tab 2 "err:scaled.vrt: 'whole.tif' is changed on its way" scaled.vrt
gdal_translate -q -of VRT -a_ullr 0 400 600 0 whole.tif moved.vrt
tab 2 "err:moved.vrt: the place of 'whole.tif' is not what that file says" moved.vrt
gdal_translate -q -of VRT -a_srs EPSG:32623 whole.tif crs.vrt
tab 2 "err:crs.vrt: the coordinate reference system of 'whole.tif'" crs.vrt
gdal_translate -q -of VRT -a_nodata 1 whole.tif nodata.vrt
tab 2 "err:nodata.vrt: the no-data value of 'whole.tif'" nodata.vrt
gdal_translate -q -of VRT -ot Int16 whole.tif type.vrt
tab 2 "err:type.vrt: the data type of 'whole.tif'" type.vrt
gdalwarp -q -of VRT -t_srs EPSG:4326 whole.tif warped.vrt
tab 2 'err:warped.vrt: it is computed .VRTWarpedDataset' warped.vrt
edit derived.vrt 's/<VRTRasterBand /&subClass="VRTDerivedRasterBand" /'
tab 2 'err:derived.vrt: band 1 is computed' derived.vrt
edit lut.vrt '0,/<SourceBand>/s//<LUT>0:1<\/LUT>&/'
tab 2 'err:lut.vrt: .*changed on its way .LUT' lut.vrt
edit kernel.vrt 's/ComplexSource>/KernelFilteredSource>/'
tab 2 'err:kernel.vrt: band 1 is more than a mosaic .KernelFilteredSource' kernel.vrt
edit mask.vrt 's/<\/VRTDataset>/<MaskBand\/>&/'
tab 2 'err:mask.vrt: it is more than a mosaic .MaskBand' mask.vrt
edit url.vrt 's/relativeToVRT="1">t/relativeToVRT="0">http:\/\/t/'
tab 2 "err:starts like a URL.*listed in 'url.vrt'" url.vrt
edit gone.vrt 's/00.tif/01.tif/'
tab 1 "err:no such file 't/01.tif'; listed in 'gone.vrt'" gone.vrt
edit own.vrt 's/<NODATA>255/<NODATA>3/'
tab 2 'err:own.vrt: .*NODATA of its own' own.vrt
head -c 300 t.vrt >cut.vrt
tab 1 'err:cut.vrt: is not valid XML' cut.vrt
printf '<OGRVRTDataSource/>' >ogr.vrt
tab 1 'err:ogr.vrt: is no VRT' ogr.vrt

# STAC that does not say which file, or one that is not here
items "\"a\":{\"href\":\"t/%s\",$tiff},\"b\":{\"href\":\"x.tif\"}" >two.json
tab 2 "err:two.json: item '00.tif' has 2 rasters .a, b. and none is called 'c'" two.json
item none '"meta":{"href":"x.xml","type":"text/xml"}' >none.json
tab 2 "err:none.json: item 'none' has no asset that is a raster; it has: meta" none.json
items "\"data\":{\"href\":\"https://example.org/x/%s\",$tiff}" >remote.json
tab 1 "err:remote.json: 'https://example.org/x/00.tif' is not on this machine; download it to '00.tif'" remote.json
printf '{"type":"Catalog"}' >catalog.json
tab 2 'err:catalog.json: is a STAC Catalog' catalog.json
printf '{"type":' >cut.json
tab 1 'err:cut.json:1: is not valid JSON' cut.json
finish
