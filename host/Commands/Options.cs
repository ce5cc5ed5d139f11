using System.CommandLine;

namespace OrgWork.Host;

/// <summary>What every command is told.</summary>
static class Options
{
    public static readonly Option<DirectoryInfo> Data = new("--data")
    {
        Description = "数据目录：密钥、已取用的模块、自带数据库", Recursive = true, HelpName = "目录",
        DefaultValueFactory = _ => new(Environment.GetEnvironmentVariable("ORGWORK_DATA") ?? ".data"),
    };

    public static readonly Option<DirectoryInfo> Modules = new("--modules")
    {
        Description = "模块目录：每个模块一个文件夹", Recursive = true, HelpName = "目录",
        DefaultValueFactory = _ => new(Environment.GetEnvironmentVariable("ORGWORK_MODULES") ?? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "modules"))),
    };

    public static readonly Option<bool> Json = new("--json") { Description = "以 JSON 输出，供程序读取" };

    /// <summary>What stands in the record of deeds beside the change.</summary>
    public static Option<string> Reason() => new("--reason") { Description = "事由，写入操作记录", Required = true, HelpName = "事由" };

    public static Option<string> At(string description, bool isRequired = true) => new("--at") { Description = description, Required = isRequired, HelpName = "区划代码" };

    /// <summary>A day as officers write it; today when not said.</summary>
    public static Option<DateOnly> On() => new("--on")
    {
        Description = "生效日期，如 2026.11.21；不写为今天", HelpName = "日期", DefaultValueFactory = _ => Clock.Today,
        CustomParser = result =>
        {
            if (Dates.TryParse(result.Tokens.Count > 0 ? result.Tokens[0].Value : "", out var day, out var fault)) return day;
            result.AddError(fault);
            return default;
        },
    };
}
