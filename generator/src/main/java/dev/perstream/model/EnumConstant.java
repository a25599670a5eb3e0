package dev.perstream.model;

import java.math.BigInteger;

/**
 * A constant of an enumeration or a set of flags.
 *
 * @param name the name in the schema, lower case with hyphens
 * @param value within the range of the base type
 */
public record EnumConstant(String name, BigInteger value) {}
