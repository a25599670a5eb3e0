package dev.perstream.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    @Test
    void theNearestWordIsSuggested() {
        assertThat(Suggestion.nearest("streem", List.of("volume", "stream", "stream-handle")))
                .contains("stream");
    }

    @Test
    void twoLettersExchangedAreOneDifference() {
        assertThat(Suggestion.nearest("unit32", List.of("int32", "uint32"))).contains("uint32");
    }

    @Test
    void capitalsDoNotMatter() {
        assertThat(Suggestion.nearest("STREAM", List.of("file", "stream"))).contains("stream");
    }

    @Test
    void nothingIsSuggestedWhereNothingIsNear() {
        assertThat(Suggestion.nearest("mutex", List.of("resource", "spin-lock")))
                .isEmpty();
    }

    @Test
    void theWordsAreListedWhereNoneIsNearAndTheyAreFew() {
        assertThat(Suggestion.fix("mutex", List.of("resource", "spin-lock", "none")))
                .isEqualTo("use resource, spin-lock or none");
        assertThat(Suggestion.fix("mutex", List.of())).isEmpty();
    }
}
