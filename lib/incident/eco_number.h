/* Numbers with points, commas and blanks between thousands. */
#ifndef ECO_INCIDENT_NUMBER_H
#define ECO_INCIDENT_NUMBER_H

typedef enum eco_number_fault {
    ECO_NUMBER_READ,
    ECO_NUMBER_NONE,     /* no number */
    ECO_NUMBER_AMBIGUOUS /* "1.250": a thousand or one */
} eco_number_fault;

/* A number as people write it, `decimal` '.', ',' or 0: by its marks. */
eco_number_fault eco_number_read(const char *text, int decimal, double *out);

#endif
