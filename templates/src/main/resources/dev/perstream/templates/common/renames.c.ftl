<#if lazyNames>
// Both more than zero, which is what a new context has that was never given a name (N5).
volatile LONG64 ${prefix}Renames = 1;
volatile LONG64 ${prefix}FolderRenamed = 1;
<#else>
volatile LONG64 ${prefix}Renames;
</#if>
