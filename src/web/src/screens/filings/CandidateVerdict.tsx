import { Button } from 'antd'
import { useState } from 'react'
import type { Candidate } from '../../api/types.js'
import { useLanguage } from '../../language/Language.js'
import { EligibilityLines } from './EligibilityLines.js'

/** Whether a loan qualifies and, if not, why and what would cure it; every line tested on request. */
export function CandidateVerdict({ candidate }: { readonly candidate: Candidate }) {
  const { t, code } = useLanguage()
  const [open, setOpen] = useState(false)
  const failed = candidate.lines.filter((line) => !line.passed)
  return (
    <>
      <span className={`mark mark-${candidate.eligible ? 'yes' : 'no'}`}>
        {t(candidate.eligible ? 'filing.passed' : 'filing.failed')}
      </span>{' '}
      <Button type="link" size="small" onClick={() => setOpen(!open)} aria-expanded={open}>
        {t(open ? 'candidate.fold' : 'candidate.unfold', { n: candidate.lines.length })}
      </Button>
      {open ? (
        <EligibilityLines lines={candidate.lines} />
      ) : (
        failed.map((line) => (
          <div key={line.check}>
            {line.message[code]}
            {line.cure === null ? null : <div className="note">{line.cure[code]}</div>}
          </div>
        ))
      )}
    </>
  )
}
