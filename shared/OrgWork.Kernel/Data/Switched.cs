using Npgsql;

namespace OrgWork.Kernel;

/// <summary>A write that the database refuses because its module is read-only, off or retired at the row's place (<c>org.follow_switches</c>).</summary>
public static class Switched
{
    public const string Words = "这条记录所在的区划现在只读或已停用本模块，没有保存；请等恢复后再办，或联系能开关模块的管理员";

    public static bool Refuses(PostgresException fault) => fault.SqlState == PostgresErrorCodes.InsufficientPrivilege && fault.MessageText.Contains("\"switched_on\"", StringComparison.Ordinal);
}
