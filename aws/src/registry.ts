import { RemovalPolicy } from 'aws-cdk-lib'
import { Repository, TagMutability } from 'aws-cdk-lib/aws-ecr'
import { Construct } from 'constructs'

/** Where the container images wait: a tag means one image for ever. */
export class Registry extends Construct {
  readonly web: Repository
  readonly api: Repository

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.web = this.repository('Web')
    this.api = this.repository('Api')
  }

  private repository(id: string): Repository {
    return new Repository(this, id, {
      imageScanOnPush: true,
      imageTagMutability: TagMutability.IMMUTABLE,
      lifecycleRules: [{ maxImageCount: 30 }],
      removalPolicy: RemovalPolicy.RETAIN,
    })
  }
}
