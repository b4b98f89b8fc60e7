import { type Table as TableDescription, tables } from '@porchlight/system/data'
import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb'
import { Construct } from 'constructs'

/** DynamoDB: every table of `system/`, on demand, with point-in-time recovery. */
export class Tables extends Construct {
  readonly byName: ReadonlyMap<string, Table>

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.byName = new Map(tables.map((table) => [table.name, this.table(table)]))
  }

  private table({ name, partitionKey, sortKey, ttlAttribute, indexes }: TableDescription): Table {
    const table = new Table(this, name, {
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      sortKey: { name: sortKey, type: AttributeType.STRING },
      timeToLiveAttribute: ttlAttribute,
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    for (const index of indexes) {
      table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: { name: index.partitionKey, type: AttributeType.STRING },
        sortKey: { name: index.sortKey, type: AttributeType.STRING },
        projectionType: ProjectionType.ALL,
      })
    }
    return table
  }
}
