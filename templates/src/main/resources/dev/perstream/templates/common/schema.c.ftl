// Which schema the driver was generated from.

#include "${umbrella}"

// The driver reads nothing of this. A test does, and who looks at a dump can: it says whether the
// driver and the Java models of its contexts belong together<#if instance?has_content>, and where in the extension of a
// volume's device the context of the instance lies</#if>.
extern const CHAR ${prefix}SchemaFingerprint[${length + 1}];
<#if instance?has_content>
extern const ULONG ${prefix}InstanceContextOffset;
</#if>

const CHAR ${prefix}SchemaFingerprint[${length + 1}] =
    "${fingerprint}";
<#if instance?has_content>

const ULONG ${prefix}InstanceContextOffset =
    FIELD_OFFSET(${upper}_DEVICE_EXTENSION, ${instance});
</#if>
