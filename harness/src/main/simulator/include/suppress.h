// Names of code-analysis warnings, which `#pragma warning(suppress: …)` takes and this compiler does not.
