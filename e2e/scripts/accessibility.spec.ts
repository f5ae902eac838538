import { testAccessibility } from '../support/accessibility.ts'
import { pageStates } from '../support/page-states.ts'

testAccessibility(pageStates)
