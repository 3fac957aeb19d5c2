DELETE FROM attributed_site;
