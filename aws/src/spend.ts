import { Stack, type StackProps } from 'aws-cdk-lib'
import { CfnBudget } from 'aws-cdk-lib/aws-budgets'
import type { Construct } from 'constructs'
import type { Environment } from './environments/environment.ts'

/** The bill, watched where AWS counts it: us-east-1. */
export class Spend extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { environment: Environment }) {
    super(scope, id, props)
    const { monthlyBudgetUsd, place } = props.environment
    const subscribers = [{ subscriptionType: 'EMAIL', address: place.alertsEmail }]
    const notify = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold, thresholdType: 'PERCENTAGE' },
      subscribers,
    })
    new CfnBudget(this, 'Monthly', {
      budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: monthlyBudgetUsd, unit: 'USD' } },
      notificationsWithSubscribers: [
        notify('ACTUAL', 50),
        notify('ACTUAL', 80),
        notify('FORECASTED', 100),
        notify('ACTUAL', 100),
      ],
    })
  }
}
