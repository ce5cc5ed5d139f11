using System.CommandLine;
using System.Globalization;
using OrgWork.Host;

CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
var root = new RootCommand("组织工作平台")
{
    Options.Data,
    Options.Modules,
    ServeCommand.Make(),
    ModuleCommand.Make(),
    LocalityCommand.Make(),
    UserCommand.Make(),
    AuditCommand.Make(),
    KeysCommand.Make(),
    DemoCommand.Make(),
    RoutesCommand.Make(),
    DoctorCommand.Make(),
};
var asked = root.Parse(args);
var code = await asked.InvokeAsync();
return asked.Errors.Count > 0 ? 2 : code;
