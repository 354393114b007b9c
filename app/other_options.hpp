// The options of the commands that have few: report, validate, export, schema.
#pragma once

#include "app/options.hpp"

namespace ipcsim {

Command add_report_command(CLI::App& ipcsim);
Command add_validate_command(CLI::App& ipcsim);
Command add_export_command(CLI::App& ipcsim);
Command add_schema_command(CLI::App& ipcsim);
Command add_init_command(CLI::App& ipcsim);

}  // namespace ipcsim
