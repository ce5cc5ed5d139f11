using System.Text;

namespace OrgWork.Kernel;

/// <summary>One thing that publishing will do.</summary>
/// <param name="LosesSomething">some content cannot be carried over; a copy of it is kept</param>
/// <param name="IsWarning">nothing is lost, and yet somebody should look</param>
public sealed record ChangeNote(string Words, bool LosesSomething = false, bool IsWarning = false);

/// <summary>
/// What lies between the published description and the next one: a forward migration, and the same in words. No row and no column is ever taken away:
/// what is left out is closed, what changes its kind leaves its old column behind as a copy.
/// </summary>
/// <param name="Description">the next one as it is to be kept: with what was closed, and with what must not be empty from the beginning</param>
public sealed record ProgrammeChange(ProgrammeDescription Description, string Sql, IReadOnlyList<ChangeNote> Notes, IReadOnlyList<ProgrammeFault> Faults)
{
    public static readonly ProgrammeChange Nothing = new(new() { Name = "" }, "", [], []);

    public static ProgrammeChange Between(ProgrammeDescription? before, ProgrammeDescription after, int number)
    {
        after = ProgrammeSchema.Followed(after);
        // Said, and not refused: whoever is through with a year's rounds may go on changing the rest.
        var over = after.Registers.Where(register => register is { Closed: false, Round: { } round } && ProgrammeRounds.IsOver(round, Clock.Today) && before?.Find(register.Key)?.Round != round)
            .Select(register => new ChangeNote($"{register.Title}：轮次到 {Dates.Format(register.Round!.Until!.Value)} 为止，已经过去，发布后不会再开出一轮；要接着报送，请改结束日期", IsWarning: true)).ToList();
        if (before is null)
        {
            var settled = after with { Registers = [.. after.Registers.Select(New)] };
            return new(settled, ProgrammeSchema.Create(settled), [.. settled.AllRegisters.Select(register => new ChangeNote($"新建“{register.Title}”，{register.Open.Count()} 项")), .. settled.Registers.SelectMany(ProgrammeResults.WordsOf).Select(words => new ChangeNote(words)), .. over], []);
        }
        var work = new Work(number);
        work.Notes.AddRange(over);
        List<DescribedRegister> registers = [.. after.Registers.Select(register => work.Register(before.Registers.FirstOrDefault(one => one.Key == register.Key), register))];
        foreach (var gone in before.Registers.Where(one => after.Registers.All(register => register.Key != one.Key)))
        {
            if (!gone.Closed) work.Notes.Add(new($"停用“{gone.Title}”：菜单里不再出现，已有的行保留"));
            registers.Add(gone with { Closed = true });
        }
        var next = after with { Registers = registers, Procedure = Kept(before.Procedure, after.Procedure) };
        work.References(next);
        if (work.Sql.Length > 0 || !next.AllRegisters.SelectMany(Drawn).SequenceEqual(before.AllRegisters.SelectMany(Drawn)))
            foreach (var register in next.AllRegisters) ProgrammeSchema.Draw(work.Sql, next, register);
        foreach (var register in next.Registers)
            if (!Reckoned(before.Find(register.Key)).SequenceEqual(Reckoned(register)) || work.Sql.Length > 0) ProgrammeSchema.Reckon(work.Sql, register, hasRows: before.Find(register.Key) is not null);
        foreach (var register in next.Registers)
        {
            var (told, tells) = (before.Find(register.Key) is { } had ? ProgrammeResults.TriggerOf(before, had) : "", ProgrammeResults.TriggerOf(next, register));
            if (told == tells) continue;
            work.Sql.Append(tells == "" ? $"drop trigger if exists tell on {ProgrammeSchema.Name(register.Key)};\n" : tells);
            work.Notes.AddRange(ProgrammeResults.WordsOf(register).Except(before.Find(register.Key) is { } was ? ProgrammeResults.WordsOf(was) : []).Select(words => new ChangeNote(before.Find(register.Key) is null ? words : words + "；原有的行，下一次修改时记上去")));
            if (tells == "") work.Notes.Add(new($"{register.Title}：不再记到名册里的记录上，已经记上的保留"));
        }
        if (before.Procedure is not null && after.Procedure is null) work.Notes.Add(new($"停用程序“{before.Procedure.Title}”：已有的案卷保留"));
        foreach (var step in after.Procedure?.Steps ?? [])
            if (before.Procedure?.Steps.FirstOrDefault(one => one.Key == step.Key) is not { } old) work.Notes.Add(new($"加步骤“{step.Title}”"));
            else if (old.Title != step.Title) work.Notes.Add(new($"步骤“{old.Title}”改名“{step.Title}”"));
            else if (!old.Closed && step.Closed) work.Notes.Add(new($"停用步骤“{step.Title}”"));
        foreach (var register in next.Registers.Where(register => before.Find(register.Key) is not null))
            foreach (var field in register.Open)
                if (ProgrammeSteps.IsWritten(next, register, field.Key) is var isWritten && isWritten != ProgrammeSteps.IsWritten(before, register, field.Key))
                    work.Notes.Add(new(isWritten ? $"{register.Title}：“{field.Label}”改由步骤写入，不再人工填，已填的保留" : $"{register.Title}：“{field.Label}”不再由步骤写入，以后人工填"));
        foreach (var step in before.Procedure?.Steps.Where(one => after.Procedure is { } procedure && procedure.Steps.All(step => step.Key != one.Key)) ?? []) work.Notes.Add(new($"去掉步骤“{step.Title}”"));
        if (before.Participants != after.Participants && (before.Participants is null || after.Participants is null || before.Participants.Who != after.Participants.Who || before.Participants.Register != after.Participants.Register || before.Participants.AgeAtMost != after.Participants.AgeAtMost || !before.Participants.Kinds.SequenceEqual(after.Participants.Kinds)))
            work.Notes.Add(new(after.Participants is null ? "不再限定谁参加" : before.Participants is null ? "定下谁参加：谁登记了、谁还没有，随时列得出来" : "改谁参加"));
        if (before.Name != after.Name) work.Notes.Add(new($"改名“{after.Name}”"));
        Named("指标", before.Figures.Select(one => (one.Key, one.Title, (object)one)), after.Figures.Select(one => (one.Key, one.Title, (object)one)), Limits);
        foreach (var shown in after.Shows.Except(before.Shows)) work.Notes.Add(new($"{shown.Group}：旁边列出模块的指标 {shown.Figure}"));
        foreach (var gone in before.Shows.Except(after.Shows)) work.Notes.Add(new($"{gone.Group}：不再列出模块的指标 {gone.Figure}"));
        Named("灯", before.Lights.Select(one => (one.Key, one.Title, (object)one)), after.Lights.Select(one => (one.Key, one.Title, (object)one)));
        Named("文书", before.Papers.Select(one => (one.Key, one.Title, (object)(one.Title, one.Signed, string.Join('\n', one.Lines)))), after.Papers.Select(one => (one.Key, one.Title, (object)(one.Title, one.Signed, string.Join('\n', one.Lines)))));
        if (work.Notes.Count == 0 && before.ToJson() != next.ToJson()) work.Notes.Add(new("文字和显示方式有改动，表不变"));
        return new(next, work.Sql.ToString(), work.Notes, work.Faults);

        static IEnumerable<(string, string, string, bool)> Drawn(DescribedRegister register) => register.Open.Where(field => field.From is not null).Select(field => (register.Key, field.Key, field.From!, field.Follows));

        static IEnumerable<(string, string?)> Reckoned(DescribedRegister? register) => register is null ? [] : register.Open.Where(field => field.Formula is not null).Select(field => (field.Key, field.Formula));

        // What was left out of the procedure is closed where it stood: cases may stand in it.
        static DescribedProcedure? Kept(DescribedProcedure? old, DescribedProcedure? now)
        {
            if (old is null || now is null || old.Register != now.Register) return now;
            var steps = now.Steps.ToList();
            for (var n = 0; n < old.Steps.Count; n++)
                if (steps.All(step => step.Key != old.Steps[n].Key))
                    steps.Insert(n == 0 ? 0 : steps.FindIndex(step => step.Key == old.Steps[n - 1].Key) + 1, old.Steps[n] with { Closed = true });
            return now with { Steps = steps };
        }

        // Limits are what a place sets for itself: which of them are replaced, and by what, is said before it is done.
        static string Limits(object old, object now)
        {
            var (was, next) = ((DescribedFigure)old, (DescribedFigure)now);
            var counts = Counts(was) == Counts(next) ? "" : $"，由{Counts(was)}改为{Counts(next)}";
            var moved = ((string, decimal?, decimal?)[])[("目标", was.Target, next.Target), ("黄灯界限", was.Yellow, next.Yellow), ("红灯界限", was.Red, next.Red)];
            return string.Join("，", moved.Where(one => one.Item2 != one.Item3).Select(one => $"{one.Item1} {Said(one.Item2)} → {Said(one.Item3)}")) is { Length: > 0 } words ? $"{counts}：{words}" : counts;

            // The same title may stand for another number from then on.
            static string Counts(DescribedFigure figure) => (figure.SumOf, figure.Sum, figure.Mean, figure.OutOf) switch
            {
                ({ Length: > 0 }, _, _, _) => "两个合计相比", (_, { Length: > 0 }, _, _) => "合计", (_, _, { Length: > 0 }, _) => "各条的平均", (_, _, _, { Length: > 0 }) => "条数的比率", _ => "条数",
            };

            static string Said(decimal? limit) => limit is { } number ? number.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture) : "不设";
        }

        void Named(string what, IEnumerable<(string Key, string Title, object All)> old, IEnumerable<(string Key, string Title, object All)> now, Func<object, object, string>? more = null)
        {
            var (had, has) = (old.ToDictionary(one => one.Key), now.ToDictionary(one => one.Key));
            foreach (var one in has.Values)
                if (!had.TryGetValue(one.Key, out var was)) work.Notes.Add(new($"加{what}“{one.Title}”"));
                else if (!was.All.Equals(one.All)) work.Notes.Add(new($"改{what}“{one.Title}”{more?.Invoke(was.All, one.All)}"));
            foreach (var one in had.Values.Where(one => !has.ContainsKey(one.Key))) work.Notes.Add(new($"去掉{what}“{one.Title}”"));
        }
    }

    /// <summary>In a new table, what must be filled in cannot be empty.</summary>
    static DescribedRegister New(DescribedRegister register) => register with
    {
        Fields = [.. register.Fields.Select(field => field with { NotNull = field.Required && field.From is null && register.Round is null && field.Kind != DescribedKind.Listed && field.Kind != DescribedKind.Flag && !ProgrammeSchema.IsEncrypted(field) })],
        Lists = [.. register.Lists.Select(New)],
    };

    sealed class Work(int number)
    {
        public StringBuilder Sql { get; } = new();
        public List<ChangeNote> Notes { get; } = [];
        public List<ProgrammeFault> Faults { get; } = [];
        readonly List<(string Register, DescribedField Field)> refers = [], copies = [];

        public DescribedRegister Register(DescribedRegister? before, DescribedRegister after, DescribedRegister? parent = null)
        {
            if (before is null)
            {
                var made = New(after);
                ProgrammeSchema.CreateTable(Sql, made, parent);
                foreach (var list in made.Lists) ProgrammeSchema.CreateTable(Sql, list, made);
                refers.AddRange(made.Lists.Prepend(made).SelectMany(one => one.Fields.Select(field => (one.Key, field))));
                Notes.Add(new($"新建“{after.Title}”，{after.Open.Count()} 项"));
                return made;
            }
            if (before.Title != after.Title)
            {
                Sql.Append($"comment on table {ProgrammeSchema.Name(after.Key)} is {ProgrammeSchema.Text(after.Title)};\n");
                Notes.Add(new($"“{before.Title}”改名“{after.Title}”"));
            }
            if (before.Closed != after.Closed) Notes.Add(new(after.Closed ? $"停用“{after.Title}”：菜单里不再出现，已有的行保留" : $"重新启用“{after.Title}”"));
            if (before.Round is null && after.Round is not null) Notes.Add(new($"{after.Title}：按轮次报送，发布后一分钟内给每一处开出本轮的一条"));
            if (before.Round is not null && after.Round is null) Notes.Add(new($"{after.Title}：不再按轮次开出新的，已有的保留"));
            List<DescribedField> fields = [.. after.Fields.Select(field => Field(after, before.Fields.FirstOrDefault(one => one.Key == field.Key), field))];
            foreach (var gone in before.Fields.Where(one => after.Fields.All(field => field.Key != one.Key)))
            {
                if (!gone.Closed) Notes.Add(new($"{after.Title}：停用“{gone.Label}”，已填的内容保留"));
                fields.Add(gone with { Closed = true });
            }
            fields.AddRange(copies.Where(copy => copy.Register == after.Key).Select(copy => copy.Field));
            if (before.Round is null && after.Round is not null && before.Fields.All(field => field.Key != ProgrammeRounds.Label)) ProgrammeSchema.AddRound(Sql, after);
            List<DescribedRegister> lists = [.. after.Lists.Select(list => Register(before.Lists.FirstOrDefault(one => one.Key == list.Key), list, after))];
            foreach (var gone in before.Lists.Where(one => after.Lists.All(list => list.Key != one.Key)))
            {
                if (!gone.Closed) Notes.Add(new($"停用附表“{gone.Title}”，已有的行保留"));
                lists.Add(gone with { Closed = true });
            }
            return after with { Fields = fields, Lists = lists };
        }

        DescribedField Field(DescribedRegister register, DescribedField? before, DescribedField after)
        {
            var (table, column, at) = (ProgrammeSchema.Name(register.Key), ProgrammeSchema.Name(after.Key), $"{register.Title}：");
            if (before is null)
            {
                // Rows that are there have nothing to put in.
                var added = after with { NotNull = false };
                if (after.Kind == DescribedKind.Name)
                {
                    Faults.Add(new(ProgrammeCheck.Registers, register.Title, $"“{after.Label}”不能再加成名称类型：原来的名称项只能改名，不能换"));
                    return added;
                }
                Add(register, added);
                Notes.Add(new($"{at}加“{after.Label}”（原有的行先空着{(after.Required ? "，修改时须补填" : "")}）"));
                return added;
            }
            if (before.Label != after.Label)
            {
                Comment(register, after.Key, after.Label);
                Notes.Add(new($"{at}“{before.Label}”改名“{after.Label}”"));
            }
            if (before.Closed != after.Closed) Notes.Add(new(after.Closed ? $"{at}停用“{after.Label}”，已填的内容保留" : $"{at}重新启用“{after.Label}”"));
            if (!before.Required && after.Required && !after.Closed) Notes.Add(new($"{at}“{after.Label}”改为必填：已经空着的行照旧，修改时须补填"));
            if (ProgrammeSchema.IsEncrypted(before) != ProgrammeSchema.IsEncrypted(after))
            {
                Faults.Add(new(ProgrammeCheck.Registers, $"{register.Title} {after.Label}", "敏感与否决定怎样存放，不能直接改：请停用这一项，另加一项"));
                return after;
            }
            if (before.Kind == DescribedKind.Code && after.Kind == DescribedKind.Code)
            {
                foreach (var option in before.Options.Where(option => !option.Closed && after.Options.All(one => one.Value != option.Value || one.Closed)))
                    Notes.Add(new($"{at}“{after.Label}”不再有“{option.Name}”：已选它的行照旧显示，新的行不能再选"));
                foreach (var (old, now) in before.Options.Join(after.Options, option => option.Value, option => option.Value, (old, now) => (old, now)).Where(one => one.old.Name != one.now.Name))
                    Notes.Add(new($"{at}“{after.Label}”的“{old.Name}”改称“{now.Name}”：已选“{old.Name}”的行，从此显示为“{now.Name}”"));
                foreach (var option in after.Options.Where(option => !option.Closed && before.Options.All(one => one.Value != option.Value || one.Closed))) Notes.Add(new($"{at}“{after.Label}”加选项“{option.Name}”"));
                if (after.Codes is null) after = after with { Options = [.. after.Options, .. before.Options.Where(option => after.Options.All(one => one.Value != option.Value)).Select(option => option with { Closed = true })] };
            }
            if (ProgrammeSchema.Usual(before) != ProgrammeSchema.Usual(after) && before.Kind == after.Kind) Sql.Append($"alter table {table} alter column {column} {(ProgrammeSchema.Usual(after) is { Length: > 0 } usual ? "set" + usual : "drop default")};\n");
            if (before.From != after.From) Notes.Add(new($"{at}“{after.Label}”{(after.From is null ? "不再取自所选的记录，以后人工填" : "改为取自所选的记录：原有的行照旧，重新选一次就带出")}"));
            if (before.Formula != after.Formula) Notes.Add(new($"{at}“{after.Label}”{(after.Formula is null ? "不再由系统计算，以后人工填" : before.Formula is null ? "改由系统计算，人工填的数被算出的数代替" : "的算法有变，全部重算")}", LosesSomething: before.Formula is null));
            if (before.Kind is DescribedKind.Number or DescribedKind.Year && after.Kind is DescribedKind.Number or DescribedKind.Year && before.Decimals != after.Decimals) Widen(register, before, after);
            if (before.Kind != after.Kind && Rebuild(register, before, after) is { } rebuilt) return rebuilt;
            if (ProgrammeSchema.Check(before) != ProgrammeSchema.Check(after))
            {
                Sql.Append($"alter table {table} drop constraint if exists {ProgrammeSchema.CheckName(after)};\n");
                // Rows that were lawful stay; whoever changes one meets the new bounds.
                if (ProgrammeSchema.Check(after) is { Length: > 0 } check) Sql.Append($"alter table {table} add{check} not valid;\n");
                Notes.Add(new($"{at}“{after.Label}”的取值范围有变：原有的行照旧，修改时按新的来"));
            }
            if (after.Sort && !before.Sort || after.Filter && !before.Filter) ProgrammeSchema.AddIndexes(Sql, register, after with { Sort = after.Sort && !before.Sort, Filter = after.Filter && !before.Filter });
            // A round begins empty, what is reckoned may come to nothing, and what a step writes is not there before.
            if (!before.NotNull || after.Kind == DescribedKind.Name || register.Round is null && after.Formula is null && after.Required) return after with { NotNull = before.NotNull };
            Sql.Append($"alter table {table} alter column {column} drop not null;\n");
            return after with { NotNull = false };
        }

        void Add(DescribedRegister register, DescribedField field)
        {
            Sql.Append($"alter table {ProgrammeSchema.Name(register.Key)} add column {ProgrammeSchema.Column(field)};\n");
            Sql.Append($"comment on column {ProgrammeSchema.Name(register.Key)}.{ProgrammeSchema.Name(field.Key)} is {ProgrammeSchema.Text(field.Label)};\n");
            if (ProgrammeSchema.IsEncrypted(field)) Sql.Append($"select org.make_sensitive({ProgrammeSchema.Text(register.Key)}, {ProgrammeSchema.Text(field.Key)});\n");
            ProgrammeSchema.AddIndexes(Sql, register, field);
            refers.Add((register.Key, field));
        }

        /// <summary>More places behind the point: every number that is there stays what it is. Fewer would round what somebody has filled in.</summary>
        void Widen(DescribedRegister register, DescribedField before, DescribedField after)
        {
            if (after.Decimals < before.Decimals)
            {
                Faults.Add(new(ProgrammeCheck.Registers, $"{register.Title} {after.Label}", $"小数位只能加，不能减：已填的数带着 {before.Decimals} 位小数；请停用这一项，另加一项"));
                return;
            }
            foreach (var table in (string[])[register.Key, register.Key + "_history"]) Sql.Append($"alter table {ProgrammeSchema.Name(table)} alter column {ProgrammeSchema.Name(after.Key)} type {ProgrammeSchema.TypeOf(after)};\n");
            Notes.Add(new($"{register.Title}：“{after.Label}”改为 {after.Decimals} 位小数，已填的数不变"));
        }

        void Comment(DescribedRegister register, string key, string label)
        {
            Sql.Append($"comment on column {ProgrammeSchema.Name(register.Key)}.{ProgrammeSchema.Name(key)} is {ProgrammeSchema.Text(label)};\n");
            Sql.Append($"do $$ begin if exists (select from pg_attribute where attrelid = {ProgrammeSchema.Text(ProgrammeSchema.Name(register.Key + "_history"))}::regclass and attname = {ProgrammeSchema.Text(key)} and not attisdropped) then comment on column {ProgrammeSchema.Name(register.Key + "_history")}.{ProgrammeSchema.Name(key)} is {ProgrammeSchema.Text(label)}; end if; end $$;\n");
        }

        /// <summary>Another kind: nothing where both are kept alike; else a new column, filled as far as it goes, and the old one stays under another name.</summary>
        DescribedField? Rebuild(DescribedRegister register, DescribedField before, DescribedField after)
        {
            var kinds = (before.Kind, after.Kind);
            if (ProgrammeSchema.IsEncrypted(before))
            {
                Faults.Add(new(ProgrammeCheck.Registers, $"{register.Title} {after.Label}", "敏感项加密存放，不能改成别的类型：请停用这一项，另加一项"));
                return after;
            }
            if (kinds is (DescribedKind.Text, DescribedKind.LongText) or (DescribedKind.LongText, DescribedKind.Text) or (DescribedKind.Number, DescribedKind.Year) or (DescribedKind.Year, DescribedKind.Number) or (DescribedKind.Month, DescribedKind.Date)) return null;
            if (before.Kind is DescribedKind.Name or DescribedKind.Unit or DescribedKind.Row or DescribedKind.Listed || after.Kind is DescribedKind.Name or DescribedKind.Unit or DescribedKind.Row or DescribedKind.Listed)
            {
                Faults.Add(new(ProgrammeCheck.Registers, $"{register.Title} {after.Label}", "名称、机构、名册和引用不能改成别的类型，也不能由别的类型改来：请停用这一项，另加一项"));
                return after;
            }
            var (table, old) = (ProgrammeSchema.Name(register.Key), $"{(after.Key.Length > 34 ? after.Key[..34] : after.Key)}_v{number}");
            var was = ProgrammeSchema.Name(old);
            var value = kinds switch
            {
                (DescribedKind.Code, DescribedKind.Text or DescribedKind.LongText) => $"case {was} {string.Concat(DescribedModule.CodesOf(before).Codes.Select(code => $"when {ProgrammeSchema.Text(code.Value)} then {ProgrammeSchema.Text(code.Name)} "))}else {was} end",
                (DescribedKind.Flag, DescribedKind.Text or DescribedKind.LongText) => $"case when {was} then '是' else '否' end",
                (DescribedKind.Date or DescribedKind.Month, DescribedKind.Text or DescribedKind.LongText) => $"to_char({was}, 'YYYY.MM.DD')",
                (_, DescribedKind.Text or DescribedKind.LongText) => $"{was}::text",
                (DescribedKind.Date, DescribedKind.Month) => $"date_trunc('month', {was})::date",
                (DescribedKind.Text or DescribedKind.LongText, DescribedKind.Number) when after.Decimals > 0 => $"case when {was} ~ '^[0-9]{{1,9}}([.][0-9]{{1,{after.Decimals}}})?$' and {was}::numeric between {after.Min ?? 0} and {after.Max ?? int.MaxValue} then {was}::numeric end",
                (DescribedKind.Text or DescribedKind.LongText, DescribedKind.Number or DescribedKind.Year) => $"case when {was} ~ '^[0-9]{{1,9}}$' and {was}::int between {after.Min ?? (after.Kind == DescribedKind.Year ? 1900 : 0)} and {after.Max ?? (after.Kind == DescribedKind.Year ? 2200 : int.MaxValue)} then {was}::int end",
                (DescribedKind.Text or DescribedKind.LongText, DescribedKind.Code) => $"case trim({was}) {string.Concat(DescribedModule.CodesOf(after).Codes.Select(code => $"when {ProgrammeSchema.Text(code.Name)} then {ProgrammeSchema.Text(code.Value)} "))}end",
                (DescribedKind.Text or DescribedKind.LongText, DescribedKind.Flag) => $"coalesce(trim({was}) in ('是', '有', '1'), false)",
                _ => null,
            };
            // The old column keeps what it holds and no longer demands anything.
            Sql.Append($"alter table {table} drop constraint if exists {ProgrammeSchema.CheckName(before)};\n");
            Sql.Append($"alter table {table} rename column {ProgrammeSchema.Name(after.Key)} to {was};\nalter table {ProgrammeSchema.Name(register.Key + "_history")} rename column {ProgrammeSchema.Name(after.Key)} to {was};\n");
            Sql.Append($"alter table {table} alter column {was} drop not null;\n");
            Comment(register, old, $"{before.Label}（第 {number - 1} 版及以前的{KindName(before.Kind)}）");
            var made = after with { NotNull = false };
            Add(register, made);
            // What it was is readable from then on, under its old kind.
            var called = $"{before.Label}（第 {number - 1} 版及以前）";
            copies.Add((register.Key, before with { Key = old, Label = called.Length > 30 ? called[^30..] : called, Closed = true, Required = false, NotNull = false, Filter = false, Sort = false, Formula = null, From = null, ByDeed = true, Default = null, Hint = null }));
            if (value is not null)
                Sql.Append($"alter table {table} no force row level security;\nalter table {table} disable trigger user;\nupdate {table} set {ProgrammeSchema.Name(after.Key)} = {(after.Kind is DescribedKind.Text or DescribedKind.LongText ? $"left({value}, {ProgrammeSchema.LengthOf(after)})" : value)} where {was} is not null;\nalter table {table} enable trigger user;\nalter table {table} force row level security;\n");
            Notes.Add(new($"{register.Title}：“{after.Label}”由{KindName(before.Kind)}改为{KindName(after.Kind)}：{(value is null ? "原来的内容转不过来，新的一列空着" : "能转的转过来，不能转的空着")}；原来的一列改名 {old} 留作备份", LosesSomething: true));
            return made;
        }

        static string KindName(DescribedKind kind) => kind switch
        {
            DescribedKind.Text => "文字", DescribedKind.LongText => "多行文字", DescribedKind.Phone => "电话", DescribedKind.Number => "数", DescribedKind.Flag => "是否", DescribedKind.Date => "日期", DescribedKind.Month => "年月",
            DescribedKind.Year => "年份", DescribedKind.Code => "选项", _ => "引用",
        };

        public void References(ProgrammeDescription next)
        {
            foreach (var (register, field) in refers) ProgrammeSchema.AddReferences(Sql, next.Find(register)!, [field]);
        }
    }
}
