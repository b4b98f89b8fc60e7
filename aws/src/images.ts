import { deadLetterRetentionSeconds, functions, type ServerlessFunction } from '@porchlight/system/data'
import { Duration, Stack, type StackProps } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3'
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { Data } from './data.ts'
import type { Environment } from './environments/environment.ts'
import { retention } from './log-retention.ts'

interface ImagesProps extends StackProps {
  readonly environment: Environment
  readonly data: Data
  /** Of `api`, for the signed webhook; and where renders are read. */
  readonly apiOrigin: string
  readonly mediaOrigin: string
}

/** The functions of `system/`: process-image on the bucket's event, notify on the queue between them. */
export class Images extends Stack {
  readonly functions: ReadonlyMap<ServerlessFunction['name'], LambdaFunction>
  readonly queues: readonly Queue[]
  readonly deadLetterQueues: readonly Queue[]

  constructor(scope: Construct, id: string, props: ImagesProps) {
    super(scope, id, props)
    const [processImage, notify] = [describe('process-image'), describe('notify')]
    const deadPictures = this.deadLetterQueue('DeadPictures')
    const deadNotifications = this.deadLetterQueue('DeadNotifications')
    const notifications = new Queue(this, 'Notifications', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // SQS demands that a message stays hidden for longer than the function may take; six times is AWS's advice.
      visibilityTimeout: Duration.seconds(notify.timeoutSeconds * 6),
      retentionPeriod: Duration.seconds(notify.retry.maxAgeSeconds),
      deadLetterQueue: { queue: deadNotifications, maxReceiveCount: notify.retry.maxAttempts },
    })
    const processor = this.processor(processImage, { ...props, notifications, dead: deadPictures })
    const notifier = this.notifier(notify, { ...props, notifications })
    this.functions = new Map([
      ['process-image', processor],
      ['notify', notifier],
    ])
    this.queues = [notifications]
    this.deadLetterQueues = [deadPictures, deadNotifications]
  }

  private processor(
    description: ServerlessFunction,
    { environment, data, mediaOrigin, notifications, dead }: ImagesProps & { notifications: Queue; dead: Queue },
  ): LambdaFunction {
    const { retry, name } = description
    const { pictures } = data.objects
    const processor = new LambdaFunction(this, 'ProcessImage', {
      ...this.common(description, environment),
      reservedConcurrentExecutions: environment.functions.reservedConcurrency,
      environment: {
        PORCHLIGHT_OBJECT_STORE: `s3:${pictures.bucketName}`,
        PORCHLIGHT_MEDIA_ORIGIN: mediaOrigin,
        PORCHLIGHT_NOTIFICATION_QUEUE: `sqs:${notifications.queueUrl}`,
      },
      retryAttempts: retry.maxAttempts - 1,
      maxEventAge: Duration.seconds(retry.maxAgeSeconds),
      onFailure: new SqsDestination(dead),
    })
    processor.addToRolePolicy(
      new PolicyStatement({ actions: ['s3:GetObject'], resources: [pictures.arnForObjects('uploads/*')] }),
    )
    processor.addToRolePolicy(
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [pictures.arnForObjects('renders/*')] }),
    )
    processor.addToRolePolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [notifications.queueArn] }),
    )
    // By name, so that the event's configuration stands here and the bucket's stack needs nothing of this one.
    const bucket = Bucket.fromBucketAttributes(this, `${name}-bucket`, { bucketArn: pictures.bucketArn })
    bucket.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(processor), { prefix: 'uploads/' })
    return processor
  }

  private notifier(
    description: ServerlessFunction,
    { environment, data, apiOrigin, notifications }: ImagesProps & { notifications: Queue },
  ): LambdaFunction {
    const { trigger, reservedConcurrency } = description
    const notifier = new LambdaFunction(this, 'Notify', {
      ...this.common(description, environment),
      environment: {
        PORCHLIGHT_HOOK_URL: apiOrigin,
        PORCHLIGHT_HOOK_SECRETS: `whsec_${data.hookSecret.secretValue.unsafeUnwrap()}`,
      },
    })
    notifier.addEventSource(
      new SqsEventSource(notifications, {
        batchSize: trigger.kind === 'queue' ? trigger.batchSize : 1,
        reportBatchItemFailures: true,
        // Instead of a reservation: SQS would throttle against one and lose receives.
        maxConcurrency: Math.max(reservedConcurrency, 2),
      }),
    )
    return notifier
  }

  private common({ name, memoryMiB, timeoutSeconds }: ServerlessFunction, { place, logDays }: Environment) {
    return {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(`${place.functions}/${name}`),
      memorySize: memoryMiB,
      timeout: Duration.seconds(timeoutSeconds),
      logGroup: new LogGroup(this, `${name}-logs`, { retention: retention(logDays) }),
    }
  }

  private deadLetterQueue(id: string): Queue {
    return new Queue(this, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.seconds(deadLetterRetentionSeconds),
    })
  }
}

function describe(name: ServerlessFunction['name']): ServerlessFunction {
  const found = functions.find((each) => each.name === name)
  if (found === undefined) throw new Error(`system/ names no function ${name}`)
  return found
}
