// What ${prefix} does beyond its schema. This file is yours: it was written once, and nothing
// overwrites it.

#include "${prefix}.h"
<#list parts as part>

${part.text?chop_linebreak}
</#list>
