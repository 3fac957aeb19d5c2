#!/usr/bin/python3
"""Opens a store and its project in QGIS as a user would, and looks at them.

Usage: check_store.py STORE PROJECT.qgz FOLDER
Both providers: every layer valid, counts right, a box returns features, the
default style comes with it. The project: read without a message, each layer and
the print layout drawn to FOLDER, none of the pictures empty."""
import os
import sqlite3
import sys

try:
    from qgis.core import (QgsApplication, QgsCoordinateTransform,
                           QgsDateTimeRange, QgsExpressionContext,
                           QgsExpressionContextUtils, QgsFeatureRequest,
                           QgsLayoutExporter, QgsMapRendererParallelJob,
                           QgsMapSettings, QgsProject, QgsVectorLayer)
    from qgis.PyQt.QtCore import QDateTime, QSize, Qt
    from qgis.PyQt.QtGui import QColor
except ImportError:
    print("skipped: python3-qgis is not installed")
    sys.exit(77)

STYLES = {"evidence": "categorizedSymbol", "indicator": "graduatedSymbol",
          "loss": "graduatedSymbol"}
STYLES |= dict.fromkeys(("incident_area", "prohibition", "conflict", "density"),
                        "categorizedSymbol")
WIDTH, HEIGHT = 800, 640
failures = []


def check(good, what):
    if not good:
        failures.append(what)
        print("not ok -", what)


def open_both(store, table):
    spatialite = QgsVectorLayer(f"dbname='{store}' table=\"{table}\" (geom)",
                                table, "spatialite")
    ogr = QgsVectorLayer(f"{store}|layername={table}", table, "ogr")
    return {"spatialite": spatialite, "ogr": ogr}


def check_layer(store, table, style, count):
    for provider, layer in open_both(store, table).items():
        name = f"{table} ({provider})"
        check(layer.isValid(), f"{name}: not valid")
        if not layer.isValid():
            continue
        check(layer.featureCount() == count,
              f"{name}: {layer.featureCount()} features, not {count}")
        check(layer.crs().authid() == "EPSG:4326", f"{name}: CRS")
        feature = next(layer.getFeatures())
        box = feature.geometry().boundingBox()
        found = list(layer.getFeatures(QgsFeatureRequest(box)))
        check(found, f"{name}: nothing in the box of its first feature")
        layer.loadDefaultStyle()
        want = STYLES.get(style, "singleSymbol")
        check(layer.renderer().type() == want,
              f"{name}: drawn as {layer.renderer().type()}, not {want}")
        if style == "indicator":
            kind = layer.fields().field("year_start").typeName()
            check(kind.upper() == "DATE", f"{name}: year_start is {kind}")


def share_drawn(image):
    """Share of pixels that are not white."""
    drawn = total = 0
    for x in range(0, image.width(), 4):
        for y in range(0, image.height(), 4):
            total += 1
            drawn += image.pixelColor(x, y) != QColor("white")
    return drawn / total


def draw(layer, project, extent, year, path):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(project.crs())
    settings.setTransformContext(project.transformContext())
    settings.setExtent(extent)
    settings.setOutputSize(QSize(WIDTH, HEIGHT))
    settings.setBackgroundColor(QColor("white"))
    if layer.temporalProperties().isActive():
        settings.setIsTemporal(True)
        settings.setTemporalRange(QgsDateTimeRange(
            QDateTime.fromString(f"{year}-01-01T00:00:00Z", Qt.ISODate),
            QDateTime.fromString(f"{year}-12-31T23:59:59Z", Qt.ISODate)))
    context = QgsExpressionContext()
    context.appendScopes([QgsExpressionContextUtils.globalScope(),
                          QgsExpressionContextUtils.projectScope(project),
                          QgsExpressionContextUtils.mapSettingsScope(settings)])
    settings.setExpressionContext(context)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(path)
    return share_drawn(image)


def last_year(layer, year):
    """The last year of the run in which the layer has something to draw."""
    field = layer.fields().indexOf("year_start")
    last = layer.maximumValue(field) if field >= 0 else None
    return min(year, int(str(last.year() if hasattr(last, "year")
                             else last)[:4])) if last else year


def check_project(path, year, out):
    project = QgsProject.instance()
    check(project.read(path), f"{path}: cannot be read")
    check(project.crs().isValid(), "the project has no CRS")
    for layer in project.mapLayers().values():
        check(layer.isValid(), f"project: {layer.name()} is not valid")
        check(layer.readOnly(), f"project: {layer.name()} can be edited")
        check(layer.crs().isValid(), f"project: {layer.name()} has no CRS")
        to_map = QgsCoordinateTransform(layer.crs(), project.crs(), project)
        extent = to_map.transformBoundingBox(layer.extent())
        extent.scale(1.1)
        extent.grow(1000)
        name = layer.id() + ".png"
        share = draw(layer, project, extent, last_year(layer, year),
                     os.path.join(out, name))
        check(share > 0.0001, f"project: {layer.name()} draws nothing ({share})")
    time = project.timeSettings().temporalRange()
    check(time.begin().isValid() and time.end().isValid(), "no years to slide")
    layouts = project.layoutManager().printLayouts()
    check(layouts, "no print layout")
    for layout in layouts:
        picture = os.path.join(out, "layout.png")
        result = QgsLayoutExporter(layout).exportToImage(
            picture, QgsLayoutExporter.ImageExportSettings())
        check(result == QgsLayoutExporter.Success, "the layout fails")
        from qgis.PyQt.QtGui import QImage
        image = QImage(picture)
        middle = image.copy(image.width() // 6, image.height() // 4,
                            image.width() // 3, image.height() // 3)
        check(share_drawn(middle) > 0.2, "the layout's map is empty")


def main():
    store, project, out = sys.argv[1:4]
    os.makedirs(out, exist_ok=True)
    QgsApplication.setPrefixPath("/usr", True)
    app = QgsApplication([], False)
    app.initQgis()
    messages = []
    app.messageLog().messageReceived.connect(
        lambda text, tag, level: messages.append((tag, level, text)))
    db = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    layers = db.execute("SELECT name, style FROM layer").fetchall()
    year = db.execute("SELECT year_to FROM run").fetchone()[0]
    check(layers, "the store lists no layer")
    for table, style in layers:
        count = db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        check_layer(store, table, style, count)
    db.close()
    check_project(project, year, out)
    check(not messages, f"messages in QGIS's log: {messages[:5]}")
    print(f"{len(layers)} layers in both providers, {len(failures)} failures")
    sys.stdout.flush()
    os._exit(1 if failures else 0)  # QGIS's own shutdown crashes at times


main()
