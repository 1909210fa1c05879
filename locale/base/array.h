/* array.h — how many elements an array has. */
#ifndef YANPAN_LOCALE_BASE_ARRAY_H
#define YANPAN_LOCALE_BASE_ARRAY_H

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
