import type { StepTable } from './end-of-day-step.js'
import { accrue } from './steps/accrue.js'
import { classify } from './steps/classify.js'
import { due } from './steps/due.js'
import { openNext } from './steps/open-next.js'
import { reconcile } from './steps/reconcile.js'
import { reprice } from './steps/reprice.js'

/** What each step of an end of day does; their order is `END_OF_DAY`. */
export const endOfDaySteps: StepTable = { due, classify, reprice, accrue, reconcile, 'open-next': openNext }
