DELETE FROM attributed_burning;
