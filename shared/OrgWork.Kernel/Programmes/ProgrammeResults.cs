using System.Text;

namespace OrgWork.Kernel;

/// <summary>
/// What local programmes have found of who or what they chose from a register of the platform stands on the record there: the programme's table tells of each of its rows
/// (<see cref="DescribedTelling"/>), and any module's register may show it.
/// </summary>
public static class ProgrammeResults
{
    /// <summary>The list on a record. The view is the module's own, over <c>org.programme_result</c>, with the reader's rights.</summary>
    public static Register On(string view, string read, string write, string parentColumn = "subject_id", string title = "专项工作中的记录") => new()
    {
        Id = "programme-results", Title = title, Noun = "专项", Counter = "条", Table = view, ParentColumn = parentColumn, BeganColumn = "held_on", IsLedger = true, ReadPermission = read, WritePermission = write,
        Fields = [Field.Date("held_on", "日期").Listed(), Field.Text("programme", "专项").Listed(), Field.Text("title", "事项").Listed(), Field.Text("words", "结果").Wide()],
    };

    /// <summary>What will stand on records of other modules: whoever installs it is to know.</summary>
    public static IEnumerable<string> WordsOf(DescribedRegister register) => register.Closed ? [] : register.Tells
        .Select(tells => register.Open.FirstOrDefault(field => field.Key == tells.About) is { } about ? $"{register.Title}：{string.Join("、", tells.Says.Select(key => register.Open.FirstOrDefault(field => field.Key == key)?.Label).OfType<string>())}记到“{about.Label}”在{ProgrammeLists.Find(about.Register)?.Name ?? "名册"}里的记录上" : null).OfType<string>();

    /// <summary>The trigger by which a register's table tells; nothing where it tells of nobody.</summary>
    internal static string TriggerOf(ProgrammeDescription description, DescribedRegister register)
    {
        if (register.Closed || register.Tells.Count == 0 || register.Name is not { } name) return "";
        var (table, function) = (ProgrammeSchema.Name(register.Key), ProgrammeSchema.Name(register.Key + "_tell"));
        var sql = new StringBuilder($"create or replace function {function}() returns trigger language plpgsql set search_path from current as $$\nbegin\n")
            // A migration or the invented city's writer acts for no place and nobody.
            .Append("  if org.acting_module() = 'org' then\n    return null;\n  end if;\n");
        foreach (var tells in register.Tells)
        {
            if (register.Open.FirstOrDefault(field => field.Key == tells.About) is not { Kind: DescribedKind.Listed } about || ProgrammeLists.Find(about.Register) is not { } list) continue;
            var (chosen, lent) = ("new." + ProgrammeSchema.Name(about.Key), ProgrammeSchema.Name(list.View.Replace(".pub_", "_", StringComparison.Ordinal)));
            var words = string.Join(", ", tells.Says.Select(key => Said(description, register.Open.First(field => field.Key == key))));
            var day = tells.On is { } on ? $"coalesce(new.{ProgrammeSchema.Name(on)}, new.created_at::date)" : "new.created_at::date";
            sql.Append($"  perform org.tell_of_listed({ProgrammeSchema.Text(register.Key)}, new.id, {ProgrammeSchema.Text(list.Key)}, {chosen}, (select v.locality_path from {lent} v where v.id = {chosen}), {ProgrammeSchema.Text(description.Name)}, new.{ProgrammeSchema.Name(name.Key)}, {day}, concat_ws('，', {words}), new.removed_at is not null);\n");
        }
        return sql.Append($"  return null;\nend $$;\ndrop trigger if exists tell on {table};\ncreate trigger tell after insert or update on {table} for each row execute function {function}();\n").ToString();
    }

    /// <summary>An item with its name, as it is read; nothing where it is not filled in.</summary>
    static string Said(ProgrammeDescription description, DescribedField field)
    {
        var column = "new." + ProgrammeSchema.Name(field.Key);
        var shown = field.Kind switch
        {
            DescribedKind.Code => $"case {column} {string.Concat(DescribedModule.CodesOf(field).Codes.Select(code => $"when {ProgrammeSchema.Text(code.Value)} then {ProgrammeSchema.Text(code.Name)} "))}else {column} end",
            DescribedKind.Flag => $"case when {column} then '是' end",
            DescribedKind.Date => $"to_char({column}, 'YYYY.MM.DD')",
            DescribedKind.Month => $"to_char({column}, 'YYYY.MM')",
            DescribedKind.Row => $"(select x.{ProgrammeSchema.Name(description.Find(field.Register!)!.Name!.Key)} from {ProgrammeSchema.Name(field.Register!)} x where x.id = {column})",
            _ => $"nullif({column}::text, '')",
        };
        return $"{ProgrammeSchema.Text(field.Label + " ")} || {shown}";
    }

    /// <summary>What can be told: no sensitive item, and nothing that needs another register of the platform to be read.</summary>
    public static bool MayTell(DescribedField field) => !ProgrammeSchema.IsEncrypted(field) && field.Kind is not (DescribedKind.Name or DescribedKind.Unit or DescribedKind.Listed);
}
