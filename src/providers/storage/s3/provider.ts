import { z } from 'zod';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';
import { s3Storage } from './s3.ts';

export default defineProvider({
  kind: 'storage',
  name: 's3',
  title: 'S3-compatible bucket',
  docs: ['https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html'],
  settings: z.object({
    url: setting.text('Address of the bucket, https://host/bucket'),
    region: setting.text('Region'),
    accessKeyId: setting.text('Access key id'),
    secretAccessKey: setting.secret('Secret access key'),
  }),
  capabilities: { put: 'PutObject', get: 'GetObject', delete: 'DeleteObject' },
  connect({ url, ...settings }) {
    const { origin, pathname } = new URL(url);
    return s3Storage({ ...settings, endpoint: origin, bucket: pathname.replace(/^\/|\/$/g, '') });
  },
});
