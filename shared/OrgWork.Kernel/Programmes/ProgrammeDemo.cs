using System.Globalization;
using System.Text;
using Npgsql;

namespace OrgWork.Kernel;

/// <summary>Rows for a described programme in the invented city: set-based, one statement a table, in the places below the one that owns it.</summary>
static class ProgrammeDemo
{
    const int RowsEach = 60, ListRowsEach = 2;

    public static async Task FillAsync(NpgsqlConnection connection, ModuleManifest manifest, ProgrammeDescription description, CancellationToken stop)
    {
        await using var find = new NpgsqlCommand("select l.path from org.module_state s join org.locality l on l.id = s.locality_id where s.module = $1 and s.state = 2 order by l.path limit 1", connection) { Parameters = { new() { Value = manifest.Id } } };
        if (await find.ExecuteScalarAsync(stop) is not string place) return;
        var day = DemoCity.Today;
        foreach (var register in InOrder(description))
        {
            await WriteAsync(register, $"""
                from (select row_number() over (order by path) as p, path from org.locality where path >= '{place}' and path < org.upper_bound('{place}') and kind in (4, 5) order by path limit {RowsEach * 4}) place,
                     (select count(*) as n from org.locality where path >= '{place}' and path < org.upper_bound('{place}') and kind in (4, 5)) many, generate_series(1, {RowsEach}) i
                where place.p = 1 + (i * 7) % least(greatest(many.n, 1), {RowsEach * 4})
                """, "place.path", null);
            foreach (var list in register.Lists) await WriteAsync(list, $"from {Table(register)} parent, generate_series(1, {ListRowsEach}) k, lateral (select abs(hashtext(parent.id::text)) % 1000 + k) n(i)", "parent.locality_path", register);
        }

        // What is reckoned follows when all lists are there.
        foreach (var register in InOrder(description).SelectMany(register => (IEnumerable<DescribedRegister>)[.. register.Lists, register]).Where(register => register.Open.Any(field => field.Formula is not null || field.Follows)))
        {
            await using var reckon = new NpgsqlCommand($"update {Table(register)} set rank_order = rank_order", connection) { CommandTimeout = 0 };
            await reckon.ExecuteNonQueryAsync(stop);
        }

        string Table(DescribedRegister register) => $"{ProgrammeSchema.Name(manifest.Schema)}.{ProgrammeSchema.Name(register.Key)}";

        // Rows of the same number lie in the same place.
        string IdOf(string register, string number) => $"md5({ProgrammeSchema.Text(manifest.Name + register)} || {number})::uuid";
        string Referred(DescribedField field) => IdOf(field.Register!, $"(1 + (i - 1) % {RowsEach})");

        async Task WriteAsync(DescribedRegister register, string from, string path, DescribedRegister? parent)
        {
            var fields = register.Open.Where(field => !ProgrammeSchema.IsEncrypted(field) && !field.ByDeed && field.Formula is null && field.From is null).ToList();
            var names = fields.SelectMany(field => field.Kind == DescribedKind.Name ? (string[])[field.Key, field.Key + "_pinyin", field.Key + "_initials"] : [field.Key]);
            var values = fields.SelectMany((field, n) => field.Kind == DescribedKind.Name ? Names(register, field) : [field.Kind switch { DescribedKind.Row => Referred(field), DescribedKind.Listed => "null", DescribedKind.Unit => $"(select u.id from org.unit u where u.locality_path = '{place}' order by u.rank_order, u.id limit 1)", _ => Value(field, n, day) }]);
            var sql = new StringBuilder($"alter table {Table(register)} disable trigger user;\n")
                .Append($"insert into {Table(register)} (id, locality_path, {(parent is null ? "" : parent.Key + "_id, ")}rank_order, {string.Join(", ", names.Select(ProgrammeSchema.Name))})\n")
                .Append($"select {(parent is null ? IdOf(register.Key, "i") : $"md5({ProgrammeSchema.Text(manifest.Name + register.Key)} || parent.id || '.' || k)::uuid")}, {path}, {(parent is null ? "" : "parent.id, ")}0, {string.Join(", ", values)}\n{from};\n")
                .Append($"alter table {Table(register)} enable trigger user;\nanalyze {Table(register)};\n")
                .Append($"select org.rebuild_history('{Table(register)}');\n");
            if (register.Name is { } name && parent is null) sql.Append($"select org.rebuild_grams('{Table(register)}', '{name.Key}');\n");
            await using var write = new NpgsqlCommand(sql.ToString(), connection) { CommandTimeout = 0 };
            await write.ExecuteNonQueryAsync(stop);
        }
    }

    /// <summary>What is referred to comes first, in whatever order the designer put them.</summary>
    static IEnumerable<DescribedRegister> InOrder(ProgrammeDescription description)
    {
        var left = description.Registers.ToList();
        while (left.Count > 0)
        {
            var next = left.Find(one => one.Lists.Prepend(one).SelectMany(part => part.Open).All(field => field.Kind != DescribedKind.Row || field.Register == one.Key || left.All(other => other.Key != field.Register))) ?? left[0];
            left.Remove(next);
            yield return next;
        }
    }

    /// <summary>What rows are called: the noun and a place, so that the list reads like one.</summary>
    static string[] Names(DescribedRegister register, DescribedField field)
    {
        string[] heads = field.Label is "姓名" ? ["陶静安", "时亮", "季安平", "单雄", "解放军", "李雷", "艾静", "魏东升", "叶晓岚", "秦志远"]
            : ["下坪", "柳溪", "岭头", "东桥", "上屏", "石塘", "前洲", "白沙", "云顶", "南浦"];
        string tail = field.Label is "姓名" ? "" : register.Noun;
        string Pick(Func<string, string> of) => $"(array[{string.Join(", ", heads.Select(head => ProgrammeSchema.Text(of(head + tail))))}])[1 + i % {heads.Length}]";
        return [Pick(text => text), Pick(Pinyin.Of), Pick(Pinyin.Initials)];
    }

    static string Value(DescribedField field, int n, DateOnly day)
    {
        // What is not required is now and then empty, so that lights have something to show.
        var (seed, gap) = ($"(i * {7 + 2 * n} + {n})", field.Required || field.NotNull || field.Kind == DescribedKind.Flag ? "" : $"case when (i + {n}) % 4 = 0 then null else ");
        var value = field.Kind switch
        {
            DescribedKind.Number => $"({field.Min ?? 0} + {seed} % {Math.Max(1, Math.Min((long)(field.Max ?? 40), 1000L) - (field.Min ?? 0) + 1)})::int",
            DescribedKind.Year => day.Year.ToString(CultureInfo.InvariantCulture),
            DescribedKind.Flag => $"{seed} % 3 <> 0",
            DescribedKind.Date => $"date '{day:yyyy-MM-dd}' - ({seed} % 200)::int",
            DescribedKind.Month => $"date_trunc('month', date '{day:yyyy-MM-dd}' - ({seed} % 300)::int)::date",
            DescribedKind.Code when DescribedModule.CodesOf(field).Codes.Where(code => !code.IsClosed).ToList() is var codes => $"(array[{string.Join(", ", codes.Take(12).Select(code => ProgrammeSchema.Text(code.Value)))}])[1 + {seed} % {Math.Min(12, codes.Count)}]",
            DescribedKind.LongText => $"(array['雨季道路不便，已约定月底前修通。', '资料不全，已一次告知补正。', '按计划推进，群众反映较好。', '需要上级协调解决用地。'])[1 + {seed} % 4]",
            _ => $"(array['魏东升', '叶晓岚', '秦志远', '罗婷', '何伟'])[1 + {seed} % 5]",
        };
        return gap == "" ? value : $"{gap}{value} end";
    }
}
