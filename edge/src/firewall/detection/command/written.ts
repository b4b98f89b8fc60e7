/** Programs that people's own command lines begin with. */
const programs =
  'sudo npm npx git docker cd ls cat echo curl find grep egrep ps make mkdir yarn pnpm pip pip3 pipenv poetry apt apt-get brew export kubectl helm tar ssh for if while awk sed sort history df du head tail node deno bun python python3 go cargo rustup source rm cp mv set unset wget chmod chown xargs which systemctl service journalctl gh aws gcloud az psql pg_dump mysql mysqldump sqlite3 php composer artisan bundle rails mvn gradle kill lsof exec sh bash tsc vite jest eslint dotnet javac java gcc ss dig ip ifconfig top htop uptime dmesg tmux screen vi vim nano less more diff touch test env nohup time watch jq openssl scp rsync dd mount ln tee iwr irm hexdump xxd strings ffmpeg convert zcat gunzip gzip zip unzip rg fd ag getent printf seq yes cut tr uniq wc basename dirname stat file umask ulimit nice uvicorn flask nvm pacman apk dnf yum snap iptables ufw useradd nmcli arp hostnamectl pm2 nodemon ansible-playbook terraform vagrant trap arp crontab lsb_release free nginx'
const startsWithProgram = new RegExp(
  `^\\s*(?:[([{]\\s?)?(?:[A-Z_]{1,20}=\\S{0,60} ){0,3}(?:${programs.replaceAll(' ', '|')})(?: |; |$)`,
)
/** A prompt in front, an assignment, a script's first line, a cmdlet, an option of whatever program it is. */
const startsAsLine =
  /^\s*(?:[$#>%] |~ ?[$#%] |\[?\w{1,20}@[\w-]{1,30}[ :][^ ]{0,60}[$#%] |PS [A-Z]:\\|[A-Z]:\\[^>]{0,60}> |\.{1,2}\/|\. [\w~/.]|[A-Za-z_]{1,20}=|#!|[A-Z][a-z]{1,11}-[A-Z]\w{1,30} |param\(|RUN |"[\w:-]{1,30}": ?"|[a-z][\w-]{1,20} (?:[^;|&\n`$]{0,80} )?-{1,2}[a-zA-Z])/
/** `Deploy with git pull && npm ci`: words, and a program with an argument before anything is separated. */
const leadsToProgram =
  /^[\p{L}\d'(), -]{2,80}[: ] ?`?(?:sudo|npm|npx|git|docker|yarn|pnpm|pip3?|apt(?:-get)?|brew|kubectl|helm|ssh|awk|sed|grep|systemctl|journalctl|psql|pg_dump|mysqldump|composer|lsof|tar|rsync|chmod|make|cargo|curl|cd|ls|cat|ps|tail|echo|rm) [^;|&\n]{1,80}[;|&]/u
/** `command: npm start`, `run: sh -c ".."`. */
const label =
  /^\s*(?:- )?(?:run|command|cmd|script|entrypoint|exec|test|start|build|ExecStart|CMD|ENTRYPOINT)[:=]? ?(?:\/(?:usr\/)?bin\/(?=sh|bash|env))?/
const secret = /\/etc\/(?:passwd|shadow)/

/** A pipeline that begins with a program is a person's; one that begins with a value is not. */
export function isCommandLine(text: string): boolean {
  return (
    (startsWithProgram.test(text.replace(label, '')) || startsAsLine.test(text) || leadsToProgram.test(text)) &&
    !secret.test(text)
  )
}

const item =
  "(?:\\d{1,4}[x%]? \\p{L}[\\p{L}\\d']{0,30}|\\p{Lu}[\\p{L}\\d'./+#-]{0,30}|\\p{L}[\\p{L}\\d']{0,30})(?: [\\p{L}\\d']{1,30}){0,4}"
const list = new RegExp(`^${item}(?:\\s?[;|&,]\\s${item}){1,16}[.?!]?$`, 'u')
const names = /^[\p{L}_]{1,20}(?:\|[\p{L}_]{1,20}){2,16}$/u
/** What nobody lists beside other words, or only with nothing behind it. */
const telling =
  /(?:^|[;|&,] ?)(?:whoami|ifconfig|ipconfig|uname|systeminfo|netstat|printenv|(?:cat|ls|nc|rm|wget|curl|ping|nslookup|chmod|sudo|sh|bash|id) [a-z]{1,20}(?:$| ?[;|&,])|(?:sleep|kill) \d)/

/** `time; date; place`, `Make | Model | Year`: words, and nothing that a command would be given. */
export function isWordList(text: string): boolean {
  return (list.test(text) || names.test(text)) && !telling.test(text)
}
