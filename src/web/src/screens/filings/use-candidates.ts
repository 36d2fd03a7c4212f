import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { command } from '../../api/client.js'
import type { NoAnswer, Problem } from '../../api/problem.js'
import type { CandidatesAsked, CandidatesPage } from '../../api/types.js'

const PATH = '/v1/reloan-filings/candidates'

/** The bank's loans tested for a batch, page after page: a question that is long enough to be a POST and changes nothing. */
export function useCandidates(asked: CandidatesAsked | null) {
  const pages = useInfiniteQuery({
    queryKey: [PATH, asked, document.documentElement.lang],
    queryFn: ({ pageParam }) =>
      command<CandidatesPage>(
        PATH,
        { ...asked, ...(pageParam === null ? {} : { cursor: pageParam }) },
        // A question needs no key of its own, but a POST carries one.
        `candidates-${Date.now()}`,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  })
  return {
    items: pages.data?.pages.flatMap(({ items }) => items),
    error: pages.error as Problem | NoAnswer | null,
    isFetching: pages.isFetching,
    hasMore: pages.hasNextPage,
    more: () => void pages.fetchNextPage(),
    again: () => void pages.refetch(),
  }
}
