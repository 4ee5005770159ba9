/* schema.h - the steps of the schema, made from schema/NNNN.sql by the build */
#ifndef POSTIGO_STORE_SCHEMA_H
#define POSTIGO_STORE_SCHEMA_H

/* One script a step, the first at 0, NULL behind the last. */
extern const char *const schema_step[];

#endif
