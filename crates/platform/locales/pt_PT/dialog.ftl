# The texts of the signup pop-up in Portuguese (Portugal).

-product = WhatsApp

## On every screen

frame-title = Associar a sua empresa ao { -product }
frame-emulated = Emulado pelo Vestibule para testes. Isto não é a Meta nem o { -product }.
frame-progress = Passo { $number } de { $count }
frame-signed-in = Sessão iniciada como { $name }
frame-switch = Mudar de pessoa
frame-continue = Continuar
frame-back = Voltar
frame-cancel = Cancelar
frame-choose = Escolha uma opção
frame-optional = (opcional)
frame-problem = Algo requer a sua atenção
frame-report = Comunicar este problema e sair
frame-check-field = Verifique este campo: { $label }

## Times

moment = { $day } de { $month } de { $year } às { $time } UTC
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro

## Log in

login-title = Iniciar sessão
login-lead = Indique quem é. Isto é um emulador: não é necessária nenhuma palavra-passe.
login-people = Pessoas
login-continue-as = Continuar como { $name }
login-new-title = Ou criar uma pessoa
login-name = O seu nome
login-email = O seu endereço de e-mail
login-language = Idioma
login-create = Criar e continuar

## What is asked for

authorization-title = { $provider } pretende associar a sua empresa ao { -product }
authorization-lead = Se continuar, { $provider } recebe acesso à conta do { -product } Business que escolher ou criar nos passos seguintes.
authorization-can = { $provider } vai poder
authorization-manage = gerir a conta: os modelos de mensagens, os números de telefone e o perfil
authorization-send = enviar e receber mensagens em nome da sua empresa
authorization-measure = consultar a qualidade, os limites e a utilização
authorization-users = decidir quais dos respetivos sistemas podem utilizar a conta
authorization-bill-title = Quem recebe a fatura
authorization-bill = { $provider } partilha consigo a respetiva linha de crédito. A utilização é faturada a { $provider }, e a sua empresa paga a { $provider }.
authorization-owner = A conta continua a ser sua. Pode consultá-la a qualquer momento no seu Business Manager.
authorization-start = Começar

## The business

business-title = Escolha a sua empresa
business-lead = A conta do { -product } Business vai pertencer a esta empresa.
business-existing = Empresa
business-existing-hint = Só um administrador da empresa a pode associar.
business-not-admin = { $name } (não é administrador desta empresa)
business-not-admin-title = Não é administrador de uma das empresas aqui apresentadas?
business-not-admin-run = Peça a um administrador dessa empresa que faça este registo.
business-not-admin-make = Peça a um administrador que lhe atribua essa função e, depois, volte aqui.
business-not-admin-other = Utilize outra empresa ou crie uma.
business-new = Criar uma nova empresa
business-name = Nome da empresa
business-name-hint = A designação legal, tal como consta nos seus documentos.
business-email = Endereço de e-mail da empresa
business-website = Site
business-website-hint = O seu site ou a sua página numa rede social.
business-country = País
business-phone = Telefone da empresa
business-add-address = Adicionar uma morada
business-address = Morada
business-address-more = Morada, segunda linha
business-city = Localidade
business-state = Distrito ou região
business-zip = Código postal

## The account

waba-title = Escolha uma conta do { -product } Business
waba-lead = Cada registo associa uma única conta. Para associar outra, faça novamente o registo.
waba-existing = Conta do { -product } Business
waba-existing-hint = Escolha uma conta de { $business } para lhe adicionar um número de telefone, ou crie uma.
waba-new = Criar uma nova conta
waba-closed = (não pode ser associada)
waba-profile = Perfil do { -product } Business
waba-profile-new = Criar um novo perfil com um novo número de telefone
waba-profile-hint = Um perfil existente é associado tal como está, com o respetivo número. Para o alterar, utilize o WhatsApp Manager.
waba-only-new = { $business } ainda não tem nenhuma conta: será criada uma nova.

## The profile

profile-title = Descreva a sua empresa
profile-lead = Os clientes veem este perfil quando conversam consigo.
profile-existing-title = O seu perfil existente
profile-existing-lead = Este perfil é associado tal como está. Pode ser alterado no WhatsApp Manager.
profile-real-title = Utilize o nome verdadeiro
profile-real = Registe-se com o nome a apresentar e o número que a sua empresa vai realmente utilizar. É muito difícil alterá-los mais tarde, por isso não utilize nomes de teste.
profile-waba-name = Nome da conta
profile-waba-name-hint = Só é visível para si e para { $provider }.
profile-display-name = Nome a apresentar
profile-display-name-hint = Os clientes veem-no. Tem de representar a sua empresa, ser escrito da mesma forma em todo o lado e ter pelo menos 3 letras ou algarismos. Não são permitidos slogans, endereços de sites, símbolos nem nomes só em maiúsculas.
profile-timezone = Fuso horário
profile-category = Categoria
profile-description = Descrição
profile-description-hint = No máximo, 512 carateres.
profile-website = Site

## The number

number-title = Adicione um número de telefone
number-lead = Os seus clientes vão receber as mensagens a partir deste número.
number-real-title = Não utilize um número de teste ou particular
number-real = A partir de agora, o número fica vinculado à sua empresa, e é muito difícil mudar para outro mais tarde. Escolha o número que os seus clientes devem conhecer.
number-used = Um número em utilização no { -product } Messenger ou na aplicação { -product } Business tem primeiro de ser libertado aí: elimine essa conta na aplicação, aguarde cerca de três minutos e, depois, volte aqui.
number-offer-title = Utilizar um número do seu fornecedor
number-offer = { $provider } já verificou o número { $number }. Não é necessário nenhum código.
number-offer-take = Utilizar este número
number-country = Indicativo do país
number-number = Número de telefone
number-number-hint = Sem o indicativo do país, por exemplo 1512 3456789.
number-method = Como lhe devemos enviar o código?
number-sms = SMS
number-voice = Chamada telefónica
number-next = Enviar código

## The code

verify-title = Verifique o seu número
verify-lead = Introduza o código de 6 dígitos que o número { $number } recebeu por SMS ou chamada.
verify-where = Isto é um emulador: o código está na { $page }.
verify-where-link = página dos telefones do Desk
verify-code = Código de verificação
verify-next = Verificar
verify-again-title = Não recebeu o código?
verify-again-sms = Enviar novo SMS
verify-again-voice = Receber uma chamada
verify-other-number = Utilizar outro número
verify-spent = Só é possível enviar outro código a partir de { $until }. O último continua válido até expirar.
verify-locked = Até lá, nenhum código pode ser introduzido, enviado ou transmitido por chamada. As tentativas erradas contam para o número, seja quem for que as faça.
verify-clock = O relógio deste emulador indica: { $now }. Não precisa de esperar: adiante-o na { $page }.
verify-clock-link = página do relógio do Desk
verify-look-again = Atualizar

## The review

permissions-title = Revisão
permissions-lead = Reveja o que { $provider } vai receber.
permissions-business = Empresa
permissions-waba = Conta
permissions-number = Número de telefone
permissions-name = Nome a apresentar
permissions-allowed = Permissões
permissions-scope-management = Gerir as suas contas do { -product }
permissions-scope-messaging = Enviar mensagens em seu nome
permissions-scope-business = Gerir a sua empresa
permissions-bill = A utilização é faturada a { $provider }.
permissions-next = Confirmar

## The end

done-title = A sua conta está associada
done-lead = { $provider } tem agora acesso a:
done-business-id = Empresa
done-waba-id = Conta do { -product } Business
done-phone-id = Número de telefone
done-next = A partir daqui, { $provider } trata de toda a configuração. As nossas verificações decorrem em segundo plano. Escrevemos para o endereço de e-mail da sua empresa e voltaremos a escrever quando houver novidades.
done-finish = Concluir
done-lost = O resultado do início de sessão já não está disponível aqui. Recomece o registo na página de { $provider }; nada é criado em duplicado.
cancelled-title = Registo cancelado
cancelled-lead = Os dados que introduziu ficam guardados. Vai encontrá-los quando recomeçar.
cancelled-close = Pode fechar esta janela.
cancelled-return = Voltar à página anterior

## Before the first screen

refused-title = Este registo não pode ser iniciado aqui
refused-app = Não existe nenhuma aplicação com o ID { $app }.
    .advice = A página tem de chamar FB.init com o ID de uma aplicação de um fornecedor.
refused-domain = A aplicação { $app } não pode ser utilizada em { $domain }.
    .advice = O fornecedor tem de adicionar { $domain } aos domínios permitidos da aplicação: no Desk, em «Providers», ou com o campo «domains» de POST /_control/provider.
refused-domain-right = Abra a página em { $address } e inicie lá o registo. Ou:
refused-redirect-title = URL bloqueado
refused-redirect = A aplicação { $app } não pode ser utilizada em { $domain }: o redirecionamento falhou porque { $uri } não é um dos respetivos endereços de redirecionamento OAuth válidos.
    .advice = O fornecedor tem de adicionar o endereço à aplicação, no Desk, em «Providers». Certifique-se de que lá está escrito exatamente como aqui.
refused-no-domain = A página que iniciou o registo não indicou onde se encontra.
    .advice = Inicie o registo com FB.login do SDK ou indique um redirect_uri num domínio permitido.
refused-device = Isto só funciona num computador
    .advice = Abra a página num computador de secretária ou portátil e inicie lá o registo.
refused-gone = Este registo já não está ativo.
    .advice = Recomece-o na página do fornecedor. Vai encontrar lá os dados que introduziu.
refused-unexplained = Ocorreu um erro. Tente novamente mais tarde.

## Categories

vertical-auto = Automóveis
vertical-beauty = Beleza, spa e cabeleireiro
vertical-apparel = Vestuário e moda
vertical-edu = Educação
vertical-entertain = Entretenimento
vertical-event-plan = Organização de eventos e serviços
vertical-finance = Finanças e banca
vertical-grocery = Alimentação e mercearia
vertical-govt = Serviço público
vertical-hotel = Hotelaria e alojamento
vertical-health = Medicina e saúde
vertical-nonprofit = Organização sem fins lucrativos
vertical-prof-services = Serviços profissionais
vertical-retail = Compras e comércio a retalho
vertical-travel = Viagens e transportes
vertical-restaurant = Restauração
vertical-not-a-biz = Não é uma empresa
vertical-other = Outro

## What the platform refuses

refusal-not-allowed = Não tem permissão para fazer isto.
    .advice = Inicie sessão como a pessoa que deu início ao registo.
refusal-not-business-admin = Não é administrador desta empresa.
    .advice = Peça a um administrador que faça o registo ou que lhe dê essa função, ou utilize outra empresa.
refusal-not-a-provider = Só a aplicação de um fornecedor pode iniciar este registo.
    .advice = A aplicação pertence a uma empresa que não é um fornecedor.
refusal-app-in-development = A aplicação { $app } está em modo de desenvolvimento: só as pessoas com uma função nela a podem utilizar.
    .advice = Não lhe é possível alterar esta situação. Contacte o fornecedor.
refusal-bad-value = «{ $value }» não pode ser utilizado aqui.
    .advice = Corrija e tente novamente.
refusal-name-length = Um nome a apresentar tem, no mínimo, 3 letras ou algarismos e, no máximo, 255 carateres.
    .advice = Utilize o nome pelo qual os seus clientes conhecem a sua empresa.
refusal-name-address = Um nome a apresentar não é um endereço web.
    .advice = Retire https://, www. e .com.
refusal-name-symbols = Um nome a apresentar não tem emojis nem símbolos.
    .advice = Retire símbolos como ™ ou ★.
refusal-name-punctuation = Um nome a apresentar não tem pontuação nem espaços a mais.
    .advice = Coloque um só espaço entre as palavras e não repita sinais.
refusal-name-capitals = Um nome a apresentar não se escreve em maiúsculas, exceto se for uma sigla.
    .advice = Escreva-o como habitualmente, por exemplo «Lucky Shrub».
refusal-name-trademark = Um nome a apresentar não pode conter os nomes da plataforma.
    .advice = Utilize apenas o seu próprio nome.
refusal-name-general = Um nome a apresentar é o de uma empresa, de um produto ou de um departamento; uma palavra genérica ou um lugar, por si só, não basta.
    .advice = Acrescente o nome da sua empresa.
refusal-origin-not-allowed = O registo não pode ser iniciado a partir de { $origin }.
    .advice = O fornecedor tem de adicionar este domínio aos domínios permitidos da sua aplicação.
refusal-signup-over = Este registo está concluído.
    .advice = Para associar outra conta ou outro número, recomece-o na página do fornecedor.
refusal-wrong-step = Este registo encontra-se noutro passo.
    .advice =
        { $step ->
            [authorization] Continue no primeiro passo, a permissão para o fornecedor.
            [business] Continue na escolha da empresa.
            [waba] Continue na escolha da conta.
            [profile] Continue no perfil.
            [number] Continue no número de telefone.
            [verify] Continue no código de verificação.
           *[permissions] Continue na revisão.
        }
refusal-shared-with-another = Esta conta já está partilhada com { $partner }. Uma conta só pode ser partilhada com um fornecedor.
    .advice = Termine primeiro essa partilha ou crie uma nova conta.
refusal-waba-quota =
    { $max ->
        [one] Uma empresa não verificada só pode ter uma conta.
       *[other] Uma empresa não verificada pode ter, no máximo, { $max } contas.
    }
    .advice = Verifique a empresa no Business Manager para criar mais, ou escolha uma das contas que ela já tem.
refusal-business-limit =
    { $max ->
        [one] Já criou uma empresa e não pode criar mais nenhuma.
       *[other] Já criou { $max } empresas e não pode criar mais nenhuma.
    }
    .advice = Escolha uma das suas empresas ou peça a um administrador de outra que lhe dê acesso.
refusal-account-too-new = A sua conta de utilizador é demasiado recente para criar uma empresa.
    .advice = Tente novamente a partir de { $until } ou escolha uma empresa que administre.
refusal-configuration = A aplicação não tem nenhuma configuração de início de sessão com o ID { $configuration }.
    .advice = A página tem de indicar uma configuração da aplicação como config_id. O fornecedor encontra-as no Desk, em «Providers».
refusal-waba-limit =
    { $max ->
        [one] A empresa já tem uma conta e não pode ter mais nenhuma.
       *[other] A empresa já tem { $max } contas e não pode ter mais nenhuma.
    }
    .advice = Escolha uma das contas da empresa.
refusal-number-listed = O número { $number } já está nesta conta.
    .advice = Indique outro número ou continue com o existente junto do seu fornecedor.
refusal-number-in-use = O número { $number } está a ser utilizado noutra conta.
    .advice = Elimine-o nessa conta, aguarde cerca de três minutos e introduza-o novamente. Se estiver noutro fornecedor, desative lá primeiro o PIN da confirmação em dois passos.
refusal-number-connected = O número { $number } já está associado à sua conta «{ $account }».
    .advice = Volte atrás e escolha essa conta para continuar com este número, ou introduza outro número.
refusal-number-on-messenger = O número { $number } é utilizado no { -product } Messenger.
    .advice = Abra o { -product } nesse telemóvel, elimine a conta (Definições, Conta, Apagar a minha conta), aguarde cerca de três minutos e introduza novamente o número. Ou utilize outro número.
refusal-number-on-business-app = O número { $number } é utilizado na aplicação { -product } Business.
    .advice = Abra a aplicação nesse telemóvel, elimine a conta (Definições, Conta, Apagar a minha conta), aguarde cerca de três minutos e introduza novamente o número. Ou utilize outro número.
refusal-number-being-freed = A conta do número { $number } acabou de ser eliminada na aplicação, e o número ainda não está livre.
    .advice = Introduza-o novamente a partir de { $until } ou adiante o relógio do Desk até lá.
refusal-number-behind-voice-menu = No número { $number } responde um menu de voz, pelo que ninguém receberia o código.
    .advice = Utilize um número atendido por uma pessoa ou que receba SMS.
refusal-verification-not-started = Esta conta ainda não pode ter mais números.
    .advice = Inicie primeiro a verificação da empresa no Business Manager e, depois, adicione mais números.
refusal-number-limit =
    { $max ->
        [one] Esta conta já tem um número e não pode ter mais nenhum.
       *[other] Esta conta já tem { $max } números e não pode ter mais nenhum.
    }
    .advice = Crie outra conta para este número.
refusal-business-number-limit =
    { $max ->
        [one] Uma empresa não verificada só pode ter um número.
       *[other] Uma empresa não verificada pode ter, no máximo, { $max } números.
    }
    .advice = Conclua a verificação da empresa no Business Manager e, depois, adicione mais números.
refusal-migration =
    Este número está noutra conta e não pode ser transferido para aqui. { $why ->
        [other-business] Essa conta pertence a uma empresa diferente.
        [business-not-verified] Primeiro, a empresa tem de ser verificada.
        [name-not-approved] Primeiro, o nome a apresentar do número tem de ser aprovado, sem nenhuma alteração em curso.
        [no-payment] Essa conta não tem uma conta de pagamento.
        [account-not-approved] Essa conta não está aprovada ou a sua análise ainda está em curso.
       *[no-webhooks] Os webhooks não estão configurados para a conta aqui escolhida.
    }
    .advice = Resolva esta questão ou elimine o número no WhatsApp Manager da outra conta, aguarde cinco minutos e introduza-o novamente. Ou utilize outro número.
refusal-two-step-on = O número { $number } está na sua conta «{ $account }» noutro fornecedor, com a confirmação em dois passos ativada.
    .advice = Abra o número no WhatsApp Manager dessa conta, desative a confirmação em dois passos e confirme através da ligação no e-mail. Depois, introduza novamente o número e ele será transferido para aqui. Ou elimine-o lá, ou utilize outro número.
refusal-code-too-soon = Acabou de ser enviado um código.
    .advice =
        { $seconds ->
            [one] Aguarde um segundo e peça outro.
           *[other] Aguarde { $seconds } segundos e peça outro.
        }
refusal-too-many-codes = Foram pedidos demasiados códigos para este número.
    .advice = Tente novamente a partir de { $until } ou adiante o relógio do Desk até lá.
refusal-guesses-locked = O código foi introduzido incorretamente demasiadas vezes.
    .advice = Tente novamente a partir de { $until } ou adiante o relógio do Desk até lá. Se, entretanto, esta janela for fechada, recomece o registo e escolha a mesma empresa e o mesmo número.
refusal-no-code-sent = Não foi enviado nenhum código para este número.
    .advice = Peça primeiro um código.
refusal-code-wrong = Este código não está correto.
    .advice = Consulte de novo a última mensagem ou peça um novo código.
refusal-code-expired = Este código expirou.
    .advice = Peça um novo.
refusal-already-verified = Este número já está verificado.
    .advice = Avance para o passo seguinte.
refusal-not-verified = Este número não está verificado.
    .advice = Peça um código e introduza-o.
refusal-number-off = Este número foi desativado.
    .advice = Verifique a empresa ou apresente recurso no Business Manager.
refusal-limit-reached = O limite de mensagens foi atingido.
    .advice = Inicie a verificação da empresa para o aumentar.
refusal-waba-disabled = Esta conta está desativada porque uma verificação falhou.
    .advice = Apresente recurso no Business Manager ou escolha outra conta.
refusal-other = Isto não é possível: { $sentence }
    .advice = Corrija e tente novamente.
refusal-down = Nada foi guardado porque a plataforma não conseguiu escrever no disco.
    .advice = Tente novamente.
