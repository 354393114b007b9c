// Logarithm, exponential and power that give the same bits with every compiler and on every
// machine: nothing but IEEE 754 double addition, subtraction, multiplication and division, and bit
// operations. Error: below 1.1 ulp for portable_log and portable_exp, and 2^-51 (1 + |y log x|) of
// the result for portable_pow; the tests measure them. Infinities, zero, NaN and subnormals are
// treated as by <cmath>; no floating-point flag or errno is promised. Needs the default rounding
// mode.
#pragma once

#include <cfloat>
#include <limits>

#if defined(__FAST_MATH__)
#error "ipcsim must not be compiled with -ffast-math: a seed would no longer give one result"
#endif

namespace ipcsim {

static_assert(std::numeric_limits<double>::is_iec559 && FLT_EVAL_METHOD == 0,
              "doubles must be IEEE 754 and evaluated as doubles");

/// The natural logarithm; -infinity at 0, NaN below.
double portable_log(double x);

/// e to the power x; infinity above 709.78, 0 below -745.14.
double portable_exp(double x);

/// x to the power y.
/// REQUIRES: x >= 0.
double portable_pow(double x, double y);

}  // namespace ipcsim
