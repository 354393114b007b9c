#include "tests/reports/elements.hpp"

#include <sstream>

#include <boost/property_tree/xml_parser.hpp>

namespace ipcsim::testing {

Element parsed(const std::string& xml) {
  std::istringstream in(xml);
  Element root;
  boost::property_tree::read_xml(in, root);
  return root;
}

std::string attribute(const Element& element, const std::string& name) {
  return element.get<std::string>("<xmlattr>." + name, "");
}

double number(const Element& element, const std::string& name) {
  return std::stod(attribute(element, name));
}

void collect(const Element& in, const std::string& tag, const std::string& css_class,
             std::vector<Element>& found) {
  for (const auto& [name, child] : in) {
    if (name == tag && attribute(child, "class").starts_with(css_class)) found.push_back(child);
    collect(child, tag, css_class, found);
  }
}

std::vector<Element> elements(const Figure& figure, const std::string& tag,
                              const std::string& css_class) {
  std::vector<Element> found;
  collect(parsed(figure.svg), tag, css_class, found);
  return found;
}

}  // namespace ipcsim::testing
