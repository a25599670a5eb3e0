// Counted texts that a context owns. None of them ends with a NUL (A10).

#pragma once

// Copies a text into a buffer of its own.
//
// Source - What to copy; NULL if it could not be had.
// MaxChars - The most characters to keep. A longer text is cut.
// Tag - The tag of the buffer.
// Copy - An empty text, which stays empty if there is no source or no memory. The caller frees it
//     with ${prefix}FreeText.
_IRQL_requires_max_(APC_LEVEL)
VOID
${prefix}DuplicateText(
    _In_opt_ PCUNICODE_STRING Source,
    _In_ USHORT MaxChars,
    _In_ ULONG Tag,
    _Inout_ PUNICODE_STRING Copy
    );

// The bytes that a text takes when it is cut at a number of characters.
FORCEINLINE
USHORT
${prefix}TextBytes(
    _In_opt_ PCUNICODE_STRING Text,
    _In_ USHORT MaxChars
    )
{
    USHORT MaxBytes = (USHORT)(MaxChars * sizeof(WCHAR));

    if (Text == NULL) {
        return 0;
    }

    return Text->Length < MaxBytes ? Text->Length : MaxBytes;
}

// Puts a new text in place and takes the old one out, which is then the caller's to free (N7).
FORCEINLINE
VOID
${prefix}SwapText(
    _Inout_ PUNICODE_STRING Text,
    _Inout_ PUNICODE_STRING Other
    )
{
    UNICODE_STRING Old = *Text;

    *Text = *Other;
    *Other = Old;
}

// Frees the buffer of a text, if it has one, and leaves the text empty.
FORCEINLINE
VOID
${prefix}FreeText(
    _Inout_ PUNICODE_STRING Text,
    _In_ ULONG Tag
    )
{
    ${prefix}Free(Text->Buffer, Tag);
    RtlZeroMemory(Text, sizeof(*Text));
}
