using System.CommandLine;
using OrgWork.Host;

var root = new RootCommand("组织工作平台")
{
    Options.Data,
    Options.Modules,
    ServeCommand.Make(),
    RoutesCommand.Make(),
    DoctorCommand.Make(),
};
return await root.Parse(args).InvokeAsync();
