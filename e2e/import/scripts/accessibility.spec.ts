import { testAccessibility } from '../../support/accessibility.ts'
import { importStates } from '../../support/import-states.ts'

testAccessibility(importStates)
