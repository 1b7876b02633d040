package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Choice;

/**
 * That a request's value on one axis is in a set.
 *
 * @param axis the axis
 * @param choice the set
 */
record Claim(String axis, Choice choice) {

    /** That it is in no such set: true also of a request that lacks a value where only present ones are in it. */
    Claim not() {
        return new Claim(axis, choice.not());
    }
}
