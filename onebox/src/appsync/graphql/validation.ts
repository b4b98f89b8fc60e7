import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  type ValidationContext,
  type ValidationRule,
  validate,
} from 'graphql'
import type { GraphqlFault } from '../graphql-request.ts'
import { locationsOf } from './faults.ts'

/** What AppSync calls a violation of each rule. */
const violations: Readonly<Record<string, string>> = {
  ExecutableDefinitionsRule: 'NonExecutableDefinition',
  FieldsOnCorrectTypeRule: 'FieldUndefined',
  FragmentsOnCompositeTypesRule: 'FragmentTypeConditionInvalid',
  KnownArgumentNamesRule: 'UnknownArgument',
  KnownDirectivesRule: 'UnknownDirective',
  KnownFragmentNamesRule: 'UndefinedFragment',
  KnownTypeNamesRule: 'UnknownType',
  LoneAnonymousOperationRule: 'LoneAnonymousOperationViolation',
  NoFragmentCyclesRule: 'FragmentCycle',
  NoUndefinedVariablesRule: 'UndefinedVariable',
  NoUnusedFragmentsRule: 'UnusedFragment',
  NoUnusedVariablesRule: 'UnusedVariable',
  OverlappingFieldsCanBeMergedRule: 'FieldsConflict',
  PossibleFragmentSpreadsRule: 'InvalidFragmentType',
  ProvidedRequiredArgumentsRule: 'MissingFieldArgument',
  ScalarLeafsRule: 'SubselectionRequired',
  SingleFieldSubscriptionsRule: 'SubscriptionMultipleRootFields',
  UniqueArgumentNamesRule: 'DuplicateArgumentNames',
  UniqueDirectivesPerLocationRule: 'DuplicateDirectiveName',
  UniqueFragmentNamesRule: 'DuplicateFragmentName',
  UniqueInputFieldNamesRule: 'DuplicateInputField',
  UniqueOperationNamesRule: 'DuplicateOperationName',
  UniqueVariableNamesRule: 'DuplicateVariableName',
  ValuesOfCorrectTypeRule: 'WrongType',
  VariablesAreInputTypesRule: 'NonInputTypeOnVariable',
  VariablesInAllowedPositionRule: 'VariableTypeMismatch',
}

const maxErrors = 10

/** What is wrong with a document, in AppSync's words as far as ours allow. */
export function validationFaults(
  schema: GraphQLSchema,
  document: DocumentNode,
  { introspection }: { readonly introspection: boolean },
): readonly GraphqlFault[] {
  const kinds = new Map<GraphQLError, string>()
  const rules = [...specifiedRules, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])]
  const errors = validate(
    schema,
    document,
    rules.map((rule) => remembering(rule, kinds)),
    { maxErrors },
  )
  return errors.map((error) => ({
    path: null,
    data: null,
    errorType: 'ValidationError',
    errorInfo: null,
    locations: locationsOf(error.locations),
    message: `Validation error of type ${kinds.get(error) ?? 'InvalidSyntax'}: ${withoutSuggestion(error.message)}`,
  }))
}

function remembering(rule: ValidationRule, kinds: Map<GraphQLError, string>): ValidationRule {
  const kind = violations[rule.name] ?? (rule === NoSchemaIntrospectionCustomRule ? 'IntrospectionDisabled' : undefined)
  return (context: ValidationContext) => {
    const reportError = (error: GraphQLError) => {
      if (kind !== undefined) kinds.set(error, kind)
      context.reportError(error)
    }
    const remembered: ValidationContext = Object.create(context, { reportError: { value: reportError } })
    return rule(remembered)
  }
}

/** Names that were not asked for are not given. */
function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean .*$/s, '')
}
