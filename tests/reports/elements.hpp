// What stands in a drawing: its elements, found by their tag and class.
#pragma once

#include <string>
#include <vector>

#include <boost/property_tree/ptree.hpp>

#include "reports/figure.hpp"

namespace ipcsim::testing {

using Element = boost::property_tree::ptree;

/// Throws if it is not well-formed.
Element parsed(const std::string& xml);

std::string attribute(const Element& element, const std::string& name);
double number(const Element& element, const std::string& name);

/// Every element of that tag whose class begins with `css_class`, in the order of the document.
void collect(const Element& in, const std::string& tag, const std::string& css_class,
             std::vector<Element>& found);
std::vector<Element> elements(const Figure& figure, const std::string& tag,
                              const std::string& css_class);

}  // namespace ipcsim::testing
