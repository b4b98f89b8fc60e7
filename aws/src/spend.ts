import { billingAlarms, billingRegion, type SpendBudget, spendBudgets, spendLimits } from '@porchlight/system/spend'
import { CfnResource, Stack, type StackProps } from 'aws-cdk-lib'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import type { Environment } from './environments/environment.ts'

/** The bill, watched where AWS counts it: us-east-1. Who is told hears of alarms and budgets alike. */
export class Spend extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { environment: Environment }) {
    const { name, place } = props.environment
    super(scope, id, { ...props, env: { account: place.account, region: billingRegion } })
    const topic = this.announce(place)
    // CloudFormation takes alarms and budgets in the words of CloudWatch's and Budgets' own calls, which are those of `system/`.
    for (const budget of spendBudgets(spendLimits[name], topic.topicArn)) {
      new CfnResource(this, budget.Budget.BudgetName, { type: 'AWS::Budgets::Budget', properties: unnamed(budget) })
    }
    for (const alarm of billingAlarms(spendLimits[name], topic.topicArn)) {
      new CfnResource(this, alarm.AlarmName, { type: 'AWS::CloudWatch::Alarm', properties: { ...alarm } })
    }
  }

  private announce({ account, alertsEmail, alertsUrl }: Environment['place']): Topic {
    const topic = new Topic(this, 'Topic', { enforceSSL: true })
    topic.addSubscription(new EmailSubscription(alertsEmail))
    if (alertsUrl !== undefined) topic.addSubscription(new UrlSubscription(alertsUrl))
    // These services act for every account: only what they do for this one is heard.
    const conditions = { StringEquals: { 'aws:SourceAccount': account } }
    for (const service of ['cloudwatch', 'budgets']) {
      topic.grantPublish(new ServicePrincipal(`${service}.amazonaws.com`, { conditions }))
    }
    return topic
  }
}

/** A name of its own would stand in the way of its replacement. */
function unnamed({ Budget: { BudgetName: _, BudgetLimit, ...budget }, ...rest }: SpendBudget) {
  const { Amount, Unit } = BudgetLimit
  return { Budget: { ...budget, BudgetLimit: { Amount: Number(Amount), Unit } }, ...rest }
}
