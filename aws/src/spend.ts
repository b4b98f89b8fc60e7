import { billingAlarms, billingRegion, spendLimits } from '@porchlight/system/spend'
import { CfnResource, Stack, type StackProps } from 'aws-cdk-lib'
import { CfnBudget } from 'aws-cdk-lib/aws-budgets'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import type { Environment } from './environments/environment.ts'

/** The bill, watched where AWS counts it: us-east-1. */
export class Spend extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { environment: Environment }) {
    const { place } = props.environment
    super(scope, id, { ...props, env: { account: place.account, region: billingRegion } })
    this.watchBudget(props.environment)
    this.watchCharges(props.environment)
  }

  private watchBudget({ monthlyBudgetUsd, place }: Environment): void {
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

  /** CloudFormation takes an alarm in the words of PutMetricAlarm, which are those of `system/`. */
  private watchCharges({ name, place }: Environment): void {
    const topic = new Topic(this, 'Topic', { enforceSSL: true })
    topic.addSubscription(new EmailSubscription(place.alertsEmail))
    topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'))
    for (const alarm of billingAlarms(spendLimits[name], topic.topicArn)) {
      new CfnResource(this, alarm.AlarmName, { type: 'AWS::CloudWatch::Alarm', properties: { ...alarm } })
    }
  }
}
