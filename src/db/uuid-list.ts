/** Ids as one parameter: text, so that it is the same statement for any number of them. */
export const uuidList = (ids: readonly string[]): string => ids.join(',')

/**
 * The ids of a `uuidList` as rows. They come as uuids and not as text to be cast: row-level security would have the cast, which might
 * tell of rows that may not be seen, wait until every row of a table was read.
 * @param list the parameter that holds them
 */
export const uuids = (list: string): string => `unnest(string_to_array(${list}, ',')::uuid[])`
