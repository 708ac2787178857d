import { hostAppspecSchema, serviceAppspecSchema } from './schemas/appspec-schema.ts';
import { buildspecSchema } from './schemas/buildspec-schema.ts';
import { createPipelineSchema } from './schemas/create-pipeline-schema.ts';
import { manifestSchema, parametersSchema } from './schemas/manifest-schema.ts';

/** The texts of the schemas that editors can be pointed at, by the name of their file in schema/. */
export const publishedSchemas: Readonly<Record<string, string>> = Object.fromEntries(
  [
    buildspecSchema,
    hostAppspecSchema,
    serviceAppspecSchema,
    createPipelineSchema,
    manifestSchema,
    parametersSchema,
  ].map((schema) => [
    schema.$id.slice(schema.$id.lastIndexOf('/') + 1),
    `${JSON.stringify(schema, null, 2)}\n`,
  ]),
);
