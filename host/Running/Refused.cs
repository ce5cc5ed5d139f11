using Microsoft.AspNetCore.Mvc.RazorPages;
using Npgsql;

namespace OrgWork.Host;

/// <summary>What was asked for is not done. The message is for the person who asked, as it is.</summary>
/// <param name="field">the form's field it is about</param>
sealed class RefusedException(string message, string field = "") : Exception(message)
{
    public string Field { get; } = field;

    /// <summary>The same from whatever refused; null when the fault is not theirs.</summary>
    public static RefusedException? From(Exception fault) => fault switch
    {
        RefusedException refused => refused,
        PostgresException { SqlState: ['O', 'W', ..] } told => new(told.MessageText),
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "account_account_idx" } => new("这个账号已有人使用，请换一个", "Form.Account"),
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "locality_code_key" } => new("这个区划代码已经使用，请核对", "Code"),
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "role_grant_account_id_role_id_locality_id_key" } => new("这个授权已经有了"),
        PostgresException { SqlState: PostgresErrorCodes.CheckViolation, TableName: "locality" } => new("日期不符：撤销日期须晚于现状起始日期", "On"),
        _ => null,
    };
}

static class Refusals
{
    /// <summary>Does what a form asked for. When it is refused nothing has happened, the reason stands at its field, and the page can read again.</summary>
    public static async Task<bool> TryAsync(this PageModel page, Db db, Func<Task> deed)
    {
        if (!page.ModelState.IsValid) return false;
        try
        {
            await deed();
            return true;
        }
        catch (Exception fault) when (RefusedException.From(fault) is { } refused)
        {
            await db.DisposeAsync();
            page.ModelState.AddModelError(refused.Field, refused.Message);
            return false;
        }
    }
}
