using System.CommandLine;

namespace OrgWork.Host;

/// <summary>What every command is told.</summary>
static class Options
{
    public static readonly Option<DirectoryInfo> Data = new("--data")
    {
        Description = "数据目录：密钥、已取用的模块、自带数据库", Recursive = true,
        DefaultValueFactory = _ => new(Environment.GetEnvironmentVariable("ORGWORK_DATA") ?? ".data"),
    };

    public static readonly Option<DirectoryInfo> Modules = new("--modules")
    {
        Description = "模块目录：每个模块一个文件夹", Recursive = true,
        DefaultValueFactory = _ => new(Environment.GetEnvironmentVariable("ORGWORK_MODULES") ?? Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "modules")),
    };

    public static readonly Option<bool> Json = new("--json") { Description = "以 JSON 输出，供程序读取" };
}
