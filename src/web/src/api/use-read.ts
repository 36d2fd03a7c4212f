import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { addressOf, type Query, read } from './client.js'
import type { NoAnswer, Problem } from './problem.js'

export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/** Reads one document; null waits. Sentences come in the page's language, so the language is part of what is asked. */
export const useRead = <T>(
  path: string | null,
  query: Query = {},
  options: { refetchInterval?: (data: T | undefined) => number | false } = {},
) =>
  useQuery<T, Problem | NoAnswer>({
    queryKey: [path === null ? null : addressOf(path, query), document.documentElement.lang],
    queryFn: ({ signal }) => read<T>(path ?? '', query, signal),
    enabled: path !== null,
    ...(options.refetchInterval === undefined
      ? {}
      : { refetchInterval: (asked) => options.refetchInterval?.(asked.state.data) ?? false }),
  })

/** Reads a list by its cursor, page after page; where the list is a part of a document, `within` says which. */
export function usePages<T>(
  path: string | null,
  query: Query = {},
  within: (answer: unknown) => Page<T> = (answer) => answer as Page<T>,
) {
  const pages = useInfiniteQuery({
    queryKey: [path === null ? null : addressOf(path, query), 'pages', document.documentElement.lang],
    queryFn: async ({ pageParam, signal }) =>
      within(await read<unknown>(path ?? '', { ...query, cursor: pageParam }, signal)),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<T>) => last.nextCursor,
    enabled: path !== null,
    placeholderData: keepPreviousData,
  })
  return {
    items: pages.data?.pages.flatMap((page) => page.items),
    error: pages.error as Problem | NoAnswer | null,
    isPending: pages.isPending && path !== null,
    isFetching: pages.isFetching,
    hasMore: pages.hasNextPage,
    more: () => void pages.fetchNextPage(),
    again: () => void pages.refetch(),
  }
}
export type Pages<T> = ReturnType<typeof usePages<T>>
