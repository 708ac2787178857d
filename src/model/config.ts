/** `pipewright.yaml`: what people know and scripts don't. */
export interface EnvironmentTarget {
  readonly account?: string;
  readonly region?: string;
  readonly autoScalingGroup?: string;
  readonly targetGroup?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly cluster?: string;
  readonly service?: string;
  readonly bucket?: string;
  readonly distribution?: string;
}

export interface Ignore {
  readonly rule: string;
  readonly file?: string;
  readonly reason: string;
  readonly owner: string;
  /** ISO date. */
  readonly until?: string;
  /** 1-based line of pipewright.yaml. */
  readonly line?: number;
}

export interface ApplicationConfig {
  readonly owner?: string;
  readonly criticality?: 'low' | 'medium' | 'high' | 'critical';
  readonly dependsOn: readonly string[];
  readonly repository?: string;
  readonly branch?: string;
  readonly checkout?: string;
  readonly runsOn?: Readonly<Record<string, 'workstation' | 'host' | 'ci'>>;
  readonly environments: Readonly<Record<string, EnvironmentTarget>>;
  readonly answers: Readonly<Record<string, string>>;
  readonly ignores: readonly Ignore[];
}

export interface FleetConfig {
  readonly name?: string;
  readonly region?: string;
  readonly freezeWindows: readonly {
    readonly from: string;
    readonly to: string;
    readonly reason: string;
  }[];
  readonly targets: Readonly<Record<string, string | number>>;
  readonly budget?: Readonly<Record<string, string | number>>;
  readonly notifications?: {
    readonly slack?: { readonly workspace?: string; readonly channel?: string };
    readonly email?: readonly string[];
  };
  /** The application that moves first. */
  readonly proofOfConcept?: string;
  readonly rules: readonly string[];
  readonly apps: Readonly<Record<string, ApplicationConfig>>;
}
