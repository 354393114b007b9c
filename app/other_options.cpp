#include "app/other_options.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include <CLI/CLI.hpp>

#include "app/help_texts.hpp"
#include "app/usage_error.hpp"
#include "sim/base/spelling.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

SchemaRequest schema_request(const std::string& format) {
  if (format == "scenario") return {SchemaOf::scenario};
  if (format == "results") return {SchemaOf::results};
  if (format == "check") return {SchemaOf::check};
  const std::vector<std::string> formats = {"scenario", "results", "check"};
  throw UsageError("there is no schema of " + quote(format),
                   {known_words_hint(format, formats, "formats")});
}

struct ExportOptionTexts {
  std::string file;
  ScenarioOptionTexts scenario;
  std::string bound;
  bool program = false;
  bool promela = false;
  bool flow = false;
  bool topology = false;
};

ExportRequest export_request(const ExportOptionTexts& texts) {
  const std::pair<bool, ExportAs> forms[] = {{texts.program, ExportAs::program},
                                             {texts.promela, ExportAs::promela},
                                             {texts.flow, ExportAs::flow},
                                             {texts.topology, ExportAs::topology}};
  const auto asked = std::count_if(std::begin(forms), std::end(forms),
                                   [](const auto& form) { return form.first; });
  if (asked != 1) {
    throw UsageError(asked > 1 ? "ipcsim export writes one form at a time"
                               : "ipcsim export does not know what to export",
                     {"ipcsim export --program FILE lists what a scenario compiles to",
                      "ipcsim export --promela FILE writes a model for SPIN",
                      "ipcsim export --flow FILE draws the programs, --topology FILE who talks to "
                      "whom"});
  }
  if (!texts.promela && !texts.bound.empty()) {
    throw UsageError(texts.program ? "--bound is for --promela: a list of instructions has no bound"
                                   : "--bound is for --promela: a graph has no bound");
  }
  return {.file = texts.file,
          .as = std::find_if(std::begin(forms), std::end(forms),
                             [](const auto& form) { return form.first; })
                    ->second,
          .overrides = overrides_of(texts.scenario),
          .bound = parse_bound(texts.bound)};
}

}  // namespace

Command add_report_command(CLI::App& ipcsim) {
  struct Texts {
    std::string file;
    OutputOptionTexts output;
  };
  CLI::App* report = ipcsim.add_subcommand("report", kReportDescription);
  const auto texts = std::make_shared<Texts>();
  add_file(*report, texts->file, "results that ipcsim run FILE -o report.json wrote");
  add_output_options(*report, texts->output, kReportOfResults);
  report->footer(kReportFooter);
  return {report, [texts] {
            return ReportRequest{.file = texts->file,
                                 .output = output_request(texts->output, forms_of_results())};
          }};
}

Command add_validate_command(CLI::App& ipcsim) {
  CLI::App* validate = ipcsim.add_subcommand("validate", kValidateDescription);
  const auto request = std::make_shared<ValidateRequest>();
  add_files(*validate, request->files, "scenarios; a folder is its *.json, - is standard input");
  validate->footer(kValidateFooter);
  return {validate, [request] { return *request; }};
}

Command add_export_command(CLI::App& ipcsim) {
  CLI::App* app = ipcsim.add_subcommand("export", kExportDescription);
  const auto texts = std::make_shared<ExportOptionTexts>();
  app->add_flag("--program", texts->program,
                "what the scenario compiles to, instruction by instruction");
  app->add_flag("--promela", texts->promela,
                "a model of it without time, for the model checker\nSPIN");
  app->add_flag("--flow", texts->flow,
                "what follows what in each program, as a graph of\nDOT for Graphviz");
  app->add_flag(
      "--topology", texts->topology,
      "hosts, links, processes and mailboxes, and who\nsends and receives where, likewise");
  add_meaning_options(*app, texts->scenario);
  add_text(*app, "--bound", texts->bound, "K",
           "with --promela: the most messages followed in an\nunbounded mailbox, or under way (8)");
  add_file(*app, texts->file, "a scenario");
  app->footer(kExportFooter);
  return {app, [texts] { return export_request(*texts); }};
}

Command add_schema_command(CLI::App& ipcsim) {
  CLI::App* schema = ipcsim.add_subcommand("schema", kSchemaDescription);
  const auto format = std::make_shared<std::string>("scenario");
  schema
      ->add_option("FORMAT", *format,
                   "scenario: what ipcsim reads (if left out);\nresults: what a run writes as "
                   "JSON;\ncheck: what a check writes")
      ->type_name("");
  schema->formatter(std::make_shared<CLI::Formatter>());  // its positional is no file
  schema->get_formatter()->label("Positionals", "Format");
  schema->footer(kSchemaFooter);
  return {schema, [format] { return schema_request(*format); }};
}

Command add_init_command(CLI::App& ipcsim) {
  CLI::App* init = ipcsim.add_subcommand("init", kInitDescription);
  const auto request = std::make_shared<InitRequest>();
  init->add_option("FILE", request->file,
                   "what to write; - is standard output, also if\nleft out. A file that exists is "
                   "left as it is")
      ->type_name("");
  init->footer(kInitFooter);
  return {init, [request] {
            if (request->file.empty())
              throw UsageError("a scenario's name is empty", {"name a file"});
            return *request;
          }};
}

}  // namespace ipcsim
