// Where ${prefix} does what only its author knows. This file is yours: it was written once and is
// never overwritten.

#include "${umbrella}"
<#list hooks as hook>

${hook.text}
</#list>
