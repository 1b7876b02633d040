package io.portcullis.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyedLocksTest {

    @Test
    void keepsNoLockThatNobodyUses() {
        KeyedLocks locks = new KeyedLocks();

        assertThat(locks.<Integer>during("a", () -> locks.during("b", locks::size)))
                .isEqualTo(2);
        assertThatThrownBy(() -> locks.during("c", () -> {
                    throw new IllegalStateException("work failed");
                }))
                .hasMessage("work failed");
        assertThat(locks.size()).isZero();
    }
}
