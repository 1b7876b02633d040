package io.portcullis.local.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PageTest {

    @Test
    void pagesFollowEachOtherAndTheLastHasNoToken() {
        List<String> all = List.of("c", "a", "e", "b", "d");
        Page<String> first = Page.of(all, x -> x, Optional.empty(), 2);
        Page<String> second = Page.of(all, x -> x, first.next(), 2);
        Page<String> third = Page.of(all, x -> x, second.next(), 2);
        assertThat(first.items()).containsExactly("a", "b");
        assertThat(second.items()).containsExactly("c", "d");
        assertThat(third).isEqualTo(new Page<>(List.of("e"), Optional.empty()));
    }

    @Test
    void fullLastPageHasNoToken() {
        assertThat(Page.of(List.of("a", "b"), x -> x, Optional.empty(), 2).next())
                .isEmpty();
    }

    @Test
    void tokenSurvivesTheLossOfItsItem() {
        Page<String> first = Page.of(List.of("a", "b", "c"), x -> x, Optional.empty(), 2);
        assertThat(Page.of(List.of("a", "c"), x -> x, first.next(), 2).items()).containsExactly("c");
    }

    @Test
    void foreignTokensAreRefused() {
        for (String token : List.of("?", "abcd", "")) {
            assertThatThrownBy(() -> Page.of(List.of("a"), x -> x, Optional.of(token), 2))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
